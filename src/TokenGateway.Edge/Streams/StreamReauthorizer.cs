using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Model;

namespace TokenGateway.Edge.Streams;

/// <summary>
/// Checks one open stream. While its token and the configuration are unchanged, that is a comparison of two references and
/// a date. Otherwise verifies the token and decides again, as for a new request.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class StreamReauthorizer(GatewayState state, TokenVerifier verifier, TimeProvider time, ILoggerFactory loggers)
{
    /// <summary>
    /// The minimum time between store lookups for a token that the cache keeps evicting because more tokens are in use than
    /// it holds.
    /// </summary>
    private static readonly TimeSpan LookupInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a token's state may be unknown beyond the outage rule, which the verifier has already applied.</summary>
    private static readonly TimeSpan UnknownGrace = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Streams");

    /// <summary>Call before a round of checks: makes the cache current.</summary>
    public ValueTask RefreshAsync(CancellationToken cancellationToken) => verifier.RefreshAsync(cancellationToken);

    public void Look(OpenStream stream)
    {
        if (stream.EndedAt is { } endedAt)
        {
            if (time.GetElapsedTime(endedAt) >= OpenStreams.CloseGrace)
                stream.EndAbruptly();
            return;
        }

        var model = state.Current;
        var isDecided = ReferenceEquals(stream.Model, model);
        if (stream.Snapshot is not { } snapshot)
        {
            if (!isDecided)
                Decide(stream, model, null);
        }
        else if (isDecided && verifier.IsTrusted(snapshot, model.Access))
        {
            if (verifier.Judge(snapshot).Outcome is var outcome and not VerificationOutcome.Valid)
                End(stream, StreamRules.NameOf(outcome));
        }
        else
        {
            Verify(stream, model);
        }
    }

    private void Verify(OpenStream stream, GatewayModel model)
    {
        if (verifier.TryVerify(stream.Digest, model.Access, out var result))
            Take(stream, model, result);
        else if (!stream.IsLookingUp && (stream.LookedUpAt is not { } lookedUpAt || time.GetElapsedTime(lookedUpAt) >= LookupInterval))
            _ = LookUpAsync(stream, model);
    }

    private async Task LookUpAsync(OpenStream stream, GatewayModel model)
    {
        stream.IsLookingUp = true;
        stream.LookedUpAt = time.GetTimestamp();
        try
        {
            Take(stream, model, await verifier.VerifyAsync(stream.Digest, model.Access, CancellationToken.None));
        }
        // Any exception: a stream whose token cannot be verified must end.
        catch (Exception failure)
        {
            _logger.StreamNotDecided(failure, stream.Route.Id);
            End(stream, StreamRules.NameOf(VerificationOutcome.StoreUnavailable));
        }
        finally
        {
            stream.IsLookingUp = false;
        }
    }

    private void Take(OpenStream stream, GatewayModel model, in VerificationResult result)
    {
        if (result.Outcome == VerificationOutcome.StoreUnavailable)
            Wait(stream);
        else if (result.IsValid)
            Decide(stream, model, result.Snapshot);
        else
            End(stream, StreamRules.NameOf(result.Outcome));
    }

    // Retry once, for a lookup that changes overtook; then treat it like a new request, which gets 503.
    private void Wait(OpenStream stream)
    {
        stream.UnknownSince ??= time.GetTimestamp();
        if (time.GetElapsedTime(stream.UnknownSince.Value) >= UnknownGrace)
            End(stream, StreamRules.NameOf(VerificationOutcome.StoreUnavailable));
    }

    private void Decide(OpenStream stream, GatewayModel model, TokenSnapshot? snapshot)
    {
        if (stream.Decide(model, snapshot) is { } reason)
            End(stream, reason);
    }

    private void End(OpenStream stream, string reason)
    {
        if (stream.TryEnd(reason, time.GetTimestamp()))
            _logger.StreamEnded(stream.Route.Id, stream.Snapshot?.Token.Id.ToString(), time.GetElapsedTime(stream.StartedAt).TotalSeconds, reason);
    }
}
