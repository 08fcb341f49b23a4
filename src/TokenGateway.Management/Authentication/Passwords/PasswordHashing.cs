using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using TokenGateway.Core.Sessions;

namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>
/// Creates and checks password hashes with the framework's hasher (PBKDF2), a few at once: each takes a core for some 50
/// ms, and unauthenticated requests must not take the processor from traffic. An unknown user or password costs the same.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class PasswordHashing(IPasswordHasher<string> hasher)
{
    /// <summary>The capacity of each lane.</summary>
    internal const int MostWaiting = 64;

    /// <summary>Half of the cores, at least one.</summary>
    internal static readonly int AtOnce = Math.Max(1, Environment.ProcessorCount / 2);

    private readonly HashTurns _turns = new(AtOnce);
    private readonly Lazy<string> _dummyHash = new(() => hasher.HashPassword("", RandomNumberGenerator.GetHexString(32)));

    /// <param name="hash">Null: there is no such user or password; the check fails after the same time.</param>
    /// <param name="password">As entered.</param>
    /// <param name="lane">The lane to wait in.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async ValueTask<PasswordVerdict> CheckAsync(string? hash, string password, HashLane lane, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(password);

        // The length reveals nothing about any user, so no hash is needed.
        if (password.Length > PasswordRules.MaxLength)
            return PasswordVerdict.Wrong;
        return await _turns.TryEnterAsync(lane, MostWaiting, cancellationToken) ? await RunAsync(() => Check(hash, password)) : PasswordVerdict.Busy;
    }

    /// <summary>Creates a salted hash, for an authenticated user. The caller checks the password rules.</summary>
    public async Task<string> HashAsync(string password, CancellationToken cancellationToken)
    {
        await _turns.TryEnterAsync(HashLane.Known, int.MaxValue, cancellationToken);
        return await RunAsync(() => hasher.HashPassword("", password));
    }

    private async Task<T> RunAsync<T>(Func<T> work)
    {
        try
        {
            return await Task.Run(work, CancellationToken.None);
        }
        finally
        {
            _turns.Leave();
        }
    }

    private PasswordVerdict Check(string? hash, string password)
    {
        // Created by the first check, whatever the user: created by the first unknown user, it would be distinguishable by
        // timing.
        var dummyHash = _dummyHash.Value;
        var result = hasher.VerifyHashedPassword("", hash ?? dummyHash, password);
        if (hash is null || result == PasswordVerificationResult.Failed)
            return PasswordVerdict.Wrong;
        return result == PasswordVerificationResult.Success ? PasswordVerdict.Right : PasswordVerdict.RightButOld;
    }
}
