using Microsoft.AspNetCore.Identity;

namespace TokenGateway.Testing;

/// <summary>The framework's hasher with a count of its calls; verifications can be blocked.</summary>
public sealed class CountingHasher : IPasswordHasher<string>, IDisposable
{
    private readonly PasswordHasher<string> _inner = new();
    private int _atOnce;
    private int _made;
    private int _verified;

    public int Made => _made;

    public int Verified => _verified;

    public int MostAtOnce { get; private set; }

    /// <summary>Blocks verifications while it is not set.</summary>
    public ManualResetEventSlim MayGo { get; } = new(initialState: true);

    public PasswordVerificationResult? Says { get; set; }

    public string HashPassword(string user, string password)
    {
        Interlocked.Increment(ref _made);
        return _inner.HashPassword(user, password);
    }

    public PasswordVerificationResult VerifyHashedPassword(string user, string hashedPassword, string providedPassword)
    {
        var atOnce = Interlocked.Increment(ref _atOnce);
        lock (_inner)
            MostAtOnce = Math.Max(MostAtOnce, atOnce);
        Interlocked.Increment(ref _verified);
        if (!MayGo.Wait(TimeSpan.FromSeconds(60)))
            throw new TimeoutException("Nobody let the verification go.");
        var result = _inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
        Interlocked.Decrement(ref _atOnce);
        return Says is { } said && result != PasswordVerificationResult.Failed ? said : result;
    }

    public void Dispose() => MayGo.Dispose();
}
