namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>
/// Schedules turns on a fixed number of slots, first come first served within a lane. If all lanes wait, each of the first
/// two gets two of five turns and the last one; an empty lane takes none from the others.
/// </summary>
/// <param name="places">The number of simultaneous turns.</param>
internal sealed class HashTurns(int places)
{
    private static readonly HashLane[] Shares = [HashLane.Known, HashLane.Fresh, HashLane.Known, HashLane.Fresh, HashLane.Doubtful];

    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource>[] _lanes = [new(), new(), new()];
    private int _taken;
    private int _share;

    /// <summary>False: the lane is full. Otherwise call <see cref="Leave"/> when done.</summary>
    public async ValueTask<bool> TryEnterAsync(HashLane lane, int mostWaiting, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LinkedListNode<TaskCompletionSource> mine;
        lock (_lock)
        {
            if (_taken < places)
            {
                _taken++;
                return true;
            }

            if (_lanes[(int)lane].Count >= mostWaiting)
                return false;
            mine = _lanes[(int)lane].AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        await using (cancellationToken.UnsafeRegister((_, token) => GiveUp(mine, token), null))
            await mine.Value.Task;
        return true;
    }

    public void Leave()
    {
        TaskCompletionSource? next;
        lock (_lock)
        {
            next = TakeNext();
            if (next is null)
                _taken--;
        }

        next?.SetResult();
    }

    // A waiter that was removed from the list already has the turn, and must not be cancelled.
    private void GiveUp(LinkedListNode<TaskCompletionSource> node, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (node.List is not { } lane)
                return;
            lane.Remove(node);
        }

        node.Value.SetCanceled(cancellationToken);
    }

    private TaskCompletionSource? TakeNext()
    {
        for (var tried = 0; tried < Shares.Length; tried++)
        {
            var lane = _lanes[(int)Shares[_share]];
            _share = (_share + 1) % Shares.Length;
            if (lane.First is not { } first)
                continue;
            lane.RemoveFirst();
            return first.Value;
        }

        return null;
    }
}
