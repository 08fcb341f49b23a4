using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Api;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Management.Authentication.Sessions;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Authentication;

/// <summary>Who calls by a token in <c>Authorization: Bearer</c> (RFC 6750, 2.1). The one place where a call may carry one.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class BearerCallers(PresentedValues values, RetiredSecretUses retiredSecrets)
{
    /// <summary>Null: no such header. Otherwise what its token is worth, from where the call comes.</summary>
    public async ValueTask<CallerFinding?> FindAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization is not [{ } text])
            return context.Request.Headers.Authorization.Count == 0 ? null : CallerFinding.Refused(ApiErrorCode.InvalidToken);
        if (!AuthenticationHeaderValue.TryParse(text, out var header) || !header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            || header.Parameter is not { Length: > 0 } value || value.Any(c => c is <= ' ' or > '~'))
        {
            return CallerFinding.Refused(ApiErrorCode.InvalidToken);
        }

        var result = await values.VerifyAsync(value, context.RequestAborted);
        if (result is { Outcome: VerificationOutcome.Retired, Snapshot: { } retired })
            retiredSecrets.Report(retired.Token.Id, CallerAddress.Of(context));
        if (result is not { IsValid: true, Snapshot: { } snapshot })
            return CallerFinding.Refused(ApiErrors.OfOutcome(result.Outcome));
        var address = CallerAddress.Of(context);
        return snapshot.Allows(address)
            ? CallerFinding.Of(Actor.Bearer(snapshot, ClientAddress.TextOf(address)))
            : CallerFinding.Refused(ApiErrorCode.AddressNotAllowed);
    }
}
