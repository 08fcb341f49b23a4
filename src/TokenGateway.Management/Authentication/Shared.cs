namespace TokenGateway.Management.Authentication;

/// <summary>Something that several use at once. Once it is retired it is disposed when the last of them is done.</summary>
internal sealed class Shared<T>(T value) where T : IDisposable
{
    private readonly Lock _lock = new();
    private int _users;
    private bool _isRetired;
    private bool _isDisposed;

    public T Value { get; } = value;

    /// <summary>To be disposed by whoever is done. Not after <see cref="Retire"/>.</summary>
    public Use Begin()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, Value);
            _users++;
        }

        return new Use(this);
    }

    public void Retire() => Change(() => _isRetired = true);

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            if (_isDisposed || !_isRetired || _users > 0)
                return;
            _isDisposed = true;
        }

        Value.Dispose();
    }

    /// <summary>One use, ended once.</summary>
    public sealed class Use(Shared<T> shared) : IDisposable
    {
        private int _ended;

        public T Value => shared.Value;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
                shared.Change(() => shared._users--);
        }
    }
}
