using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Management.Caller;

/// <summary>Who calls by a token in <c>Authorization: Bearer</c> (RFC 6750, 2.1). The one place where a call may carry one.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class BearerCallers(TokenVerifier verifier, IAccessModelSource models, RetiredSecretUses retiredSecrets)
{
    /// <summary>Null: no such header. Otherwise what its token is worth, from where the call comes.</summary>
    public async ValueTask<(VerificationOutcome Outcome, Actor? Actor)?> FindAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization is not [{ } text])
            return context.Request.Headers.Authorization.Count == 0 ? null : (VerificationOutcome.Unknown, null);
        if (!AuthenticationHeaderValue.TryParse(text, out var header) || !header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            || header.Parameter is not { Length: > 0 and <= TokenDigest.MaxValueLength } value || value.Any(c => c is <= ' ' or > '~'))
        {
            return (VerificationOutcome.Unknown, null);
        }

        var result = await verifier.VerifyAsync(TokenDigest.Of(value), models.Current, context.RequestAborted);
        var address = context.Connection.RemoteIpAddress;
        if (result is { Outcome: VerificationOutcome.Retired, Snapshot: { } retired })
            retiredSecrets.Report(retired.Token.Id, address);
        if (result is not { IsValid: true, Snapshot: { } snapshot })
            return (result.Outcome, null);
        return snapshot.Allows(address) ? (result.Outcome, Actor.Bearer(snapshot, AddressText(address))) : (VerificationOutcome.Unknown, null);
    }

    private static string? AddressText(System.Net.IPAddress? address) =>
        address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString();
}
