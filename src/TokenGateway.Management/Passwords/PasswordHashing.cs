using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using TokenGateway.Core.Sessions;

namespace TokenGateway.Management.Passwords;

/// <summary>
/// Makes and checks password hashes with the framework's hasher (PBKDF2), a few at once: each takes a core for some 50 ms,
/// and what anyone may ask for must not take the processor from traffic. A user who has no password costs the same.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class PasswordHashing(IPasswordHasher<string> hasher) : IDisposable
{
    internal const int MostWaiting = 64;

    /// <summary>Half of the cores, at least one.</summary>
    internal static readonly int AtOnce = Math.Max(1, Environment.ProcessorCount / 2);

    private readonly SemaphoreSlim _gate = new(AtOnce);
    private readonly Lazy<string> _nobodys = new(() => hasher.HashPassword("", RandomNumberGenerator.GetHexString(32)));
    private int _waiting;

    /// <param name="hash">Null: there is no such user or password, so it is wrong, after as long a time.</param>
    public async ValueTask<PasswordVerdict> CheckAsync(string? hash, string password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(password);

        // Its length says nothing about any user, so nothing is hashed.
        if (password.Length > PasswordRules.MaxLength)
            return PasswordVerdict.Wrong;
        if (Interlocked.Increment(ref _waiting) > MostWaiting + AtOnce)
        {
            Interlocked.Decrement(ref _waiting);
            return PasswordVerdict.Busy;
        }

        try
        {
            return await InTurnAsync(() => Check(hash, password), cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>A hash with a salt of its own. What the password must be like is for the caller to see to.</summary>
    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        InTurnAsync(() => hasher.HashPassword("", password), cancellationToken);

    public void Dispose() => _gate.Dispose();

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(work, CancellationToken.None);
        }
        finally
        {
            _gate.Release();
        }
    }

    private PasswordVerdict Check(string? hash, string password)
    {
        // Made by the first check, whoever it is about: made by the first unknown user it would tell them apart.
        var nobodys = _nobodys.Value;
        var result = hasher.VerifyHashedPassword("", hash ?? nobodys, password);
        if (hash is null || result == PasswordVerificationResult.Failed)
            return PasswordVerdict.Wrong;
        return result == PasswordVerificationResult.Success ? PasswordVerdict.Right : PasswordVerdict.RightButOld;
    }
}
