using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Verification;

/// <summary>
/// The last changes with their positions, so that a fill can tell whether one that may concern it came while the store
/// was read. Bounded: a fill that began before the oldest remembered change is told "maybe". Used under the cache's
/// lock, except <see cref="Position"/>.
/// </summary>
internal sealed class ChangeJournal
{
    private const int Remembered = 1024;

    private readonly Change[] _changes = new Change[Remembered];
    private long _position;
    private long _floor;

    public long Position => Volatile.Read(ref _position);

    public void Add(in Change change)
    {
        _changes[_position % Remembered] = change;
        Volatile.Write(ref _position, _position + 1);
    }

    /// <summary>Every fill under way loses.</summary>
    public void Reset()
    {
        Volatile.Write(ref _position, _position + 1);
        _floor = _position;
    }

    public bool MayConcern(long startedAt, TokenFacts? facts)
    {
        if (startedAt < _floor || _position - startedAt > Remembered)
            return true;
        for (var at = startedAt; at < _position; at++)
        {
            if (Concerns(_changes[at % Remembered], facts))
                return true;
        }

        return false;
    }

    private static bool Concerns(in Change change, TokenFacts? facts) => facts is null
        ? change.Kind == ChangeKind.TokenAdded
        : change.Key == (change.Kind == ChangeKind.UserChanged ? facts.Token.Owner.Value : facts.Token.Id.ToString());
}
