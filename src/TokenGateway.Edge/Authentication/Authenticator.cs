using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Authentication;

/// <summary>
/// Verifies the one credential of a request, cheapest check first: the connection's memo, the value's shape, the cache, the
/// store. An address over its budget of invalid tokens has to pass a semaphore before the store; a valid token still
/// succeeds.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class Authenticator(TokenVerifier verifier, FailedAttempts failedAttempts) : IDisposable
{
    private const int LookupsOverBudget = 8;

    private readonly SemaphoreSlim _gate = new(LookupsOverBudget);

    /// <summary>Verifies without the store if possible; false: call <see cref="VerifyAsync"/>.</summary>
    public bool TryVerify(EdgeRequest request, GatewayModel model, out VerificationResult result, out TokenDigest digest)
    {
        digest = default;
        var credential = request.Credential;
        if (request.Connection.Memo is { } memo && memo.Matches(credential) && verifier.IsCurrent(memo.Snapshot, model.Access))
        {
            result = verifier.Judge(memo.Snapshot);
            return true;
        }

        if (model.Dialect.Shape.Judge(credential.PresentedToken) == TokenShapeVerdict.Broken)
        {
            result = VerificationResult.Unknown;
            return true;
        }

        digest = TokenDigest.Of(credential.PresentedToken);
        if (!verifier.TryVerify(digest, model.Access, out result))
            return false;
        Remember(request, result);
        return true;
    }

    public async ValueTask<VerificationResult> VerifyAsync(HttpContext context, EdgeRequest request, GatewayModel model, TokenDigest digest)
    {
        // Before the semaphore: a cached token of an address over its budget needs no lookup.
        await verifier.RefreshAsync(context.RequestAborted);
        if (verifier.TryVerify(digest, model.Access, out var known))
        {
            Remember(request, known);
            return known;
        }

        var overBudget = IsOverBudget(context, model);
        if (overBudget)
            await _gate.WaitAsync(context.RequestAborted);
        try
        {
            var result = await verifier.VerifyAsync(digest, model.Access, context.RequestAborted);
            Remember(request, result);
            return result;
        }
        finally
        {
            if (overBudget)
                _gate.Release();
        }
    }

    public bool IsOverBudget(HttpContext context, GatewayModel model) =>
        failedAttempts.IsOverBudget(context.Connection.RemoteIpAddress, model.Throttle);

    public void CountFailure(HttpContext context, GatewayModel model) =>
        failedAttempts.Count(context.Connection.RemoteIpAddress, model.Throttle);

    public int SecondsLeft(GatewayModel model) => failedAttempts.SecondsLeft(model.Throttle);

    public void Dispose() => _gate.Dispose();

    private static void Remember(EdgeRequest request, in VerificationResult result)
    {
        if (result is { IsValid: true, Snapshot: { } snapshot })
            request.Connection.Memo = new CredentialMemo(request.Credential, snapshot);
    }
}
