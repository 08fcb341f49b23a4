using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using TokenGateway.Core.Sessions;

namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>
/// Makes and checks password hashes with the framework's hasher (PBKDF2), a few at once: each takes a core for some 50 ms,
/// and what anyone may ask for must not take the processor from traffic. A user who has no password costs the same.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class PasswordHashing(IPasswordHasher<string> hasher)
{
    /// <summary>In each lane.</summary>
    internal const int MostWaiting = 64;

    /// <summary>Half of the cores, at least one.</summary>
    internal static readonly int AtOnce = Math.Max(1, Environment.ProcessorCount / 2);

    private readonly HashTurns _turns = new(AtOnce);
    private readonly Lazy<string> _nobodys = new(() => hasher.HashPassword("", RandomNumberGenerator.GetHexString(32)));

    /// <param name="hash">Null: there is no such user or password, so it is wrong, after as long a time.</param>
    /// <param name="password">As it was typed.</param>
    /// <param name="lane">Where to wait.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async ValueTask<PasswordVerdict> CheckAsync(string? hash, string password, HashLane lane, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(password);

        // Its length says nothing about any user, so nothing is hashed.
        if (password.Length > PasswordRules.MaxLength)
            return PasswordVerdict.Wrong;
        return await _turns.TryEnterAsync(lane, MostWaiting, cancellationToken) ? await RunAsync(() => Check(hash, password)) : PasswordVerdict.Busy;
    }

    /// <summary>
    /// A hash with a salt of its own, for somebody who has shown who they are. What the password must be like is for the
    /// caller to see to.
    /// </summary>
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
        // Made by the first check, whoever it is about: made by the first unknown user it would tell them apart.
        var nobodys = _nobodys.Value;
        var result = hasher.VerifyHashedPassword("", hash ?? nobodys, password);
        if (hash is null || result == PasswordVerificationResult.Failed)
            return PasswordVerdict.Wrong;
        return result == PasswordVerificationResult.Success ? PasswordVerdict.Right : PasswordVerdict.RightButOld;
    }
}
