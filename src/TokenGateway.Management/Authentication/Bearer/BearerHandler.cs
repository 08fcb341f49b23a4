using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Authentication.Bearer;

/// <summary>
/// Authenticates by a token in <c>Authorization: Bearer</c> (RFC 6750, 2.1), the only credential location of calls. Invalid
/// tokens are counted with those of the edge: a valid one is never locked out, an invalid one gets 429.
/// </summary>
/// <remarks>Without the base class's log lines: it writes one for every invalid token.</remarks>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, UrlEncoder encoder, PresentedValues values, RetiredSecretUses retiredSecrets, CallUsage usage, IAttempts attempts)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, NullLoggerFactory.Instance, encoder)
{
    private const int RetryStoreAfter = 1;

    private RefusalCode _refusal = RefusalCode.MissingToken;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.Count == 0)
            return AuthenticateResult.NoResult();
        if (ReadValue() is not { } value)
            return Refuse(RefusalCode.InvalidToken);

        var address = CallerAddress.Of(Context);
        var result = await values.VerifyAsync(value, Context.RequestAborted);
        if (result is { Outcome: VerificationOutcome.Retired, Snapshot: { } retired })
            retiredSecrets.Report(retired.Token.Id, address);
        if (result is not { IsValid: true, Snapshot: { } snapshot })
            return Refuse(BearerRefusals.Of(result.Outcome));
        if (!snapshot.Allows(address))
            return Refuse(RefusalCode.AddressNotAllowed);

        var from = ClientAddress.TextOf(address);
        if (snapshot.Usage is { } counter)
            usage.Begin(Context, counter, new UsageOrigin(from, TokenPlace.Header));
        var actor = Actor.Bearer(snapshot, from);
        Context.Features.Set(new CallerFeature(actor));
        return AuthenticateResult.Success(new AuthenticationTicket(CallerPrincipal.Of(actor, Scheme.Name), Scheme.Name));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceSafeAsync();
        await ProblemOf(_refusal).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => RefusedCall.WriteAsync(Context);

    // Exactly one header with one value of the scheme; anything else is not a token.
    private string? ReadValue() =>
        Request.Headers.Authorization is [{ } text] && AuthenticationHeaderValue.TryParse(text, out var header)
        && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
        && header.Parameter is { Length: > 0 } value && !value.Any(c => c is <= ' ' or > '~')
            ? value
            : null;

    private AuthenticateResult Refuse(RefusalCode code)
    {
        _refusal = code;
        return AuthenticateResult.Fail(RefusalCodes.TitleOf(code));
    }

    private Problem ProblemOf(RefusalCode code)
    {
        if (code == RefusalCode.StoreUnavailable)
            return Problem.Of(code, retryAfter: RetryStoreAfter);
        if (RefusalCodes.StatusOf(code) != StatusCodes.Status401Unauthorized || code == RefusalCode.MissingToken)
            return Problem.Of(code);
        var address = CallerAddress.Of(Context);
        var isOver = attempts.IsOver(AttemptKind.Token, address);
        attempts.Count(AttemptKind.Token, address);
        return isOver
            ? Problem.Of(RefusalCode.RateLimited, "Too many invalid tokens from this address.", attempts.SecondsLeft())
            : Problem.Of(code);
    }
}
