using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Model;

namespace TokenGateway.Edge.Streams;

/// <summary>
/// Looks at one open stream: while its token is as it was and the configuration too, that is a comparison of two
/// references and a date. Otherwise verifies the token and decides anew, as for a new request.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class StreamReauthorizer(GatewayState state, TokenVerifier verifier, TimeProvider time, ILoggerFactory loggers)
{
    /// <summary>
    /// A token that the cache keeps losing, since more of them are in use than it holds, is not looked up at every look.
    /// </summary>
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a token may be neither good nor bad beyond the outage rule, which the verifier has applied already.</summary>
    private static readonly TimeSpan UnknownGrace = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Streams");

    /// <summary>Before a round of looks: from then on the cache says whether tokens are good.</summary>
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
        else if (!stream.IsAsking && (stream.AskedAt is not { } askedAt || time.GetElapsedTime(askedAt) >= AskAgainAfter))
            _ = AskAsync(stream, model);
    }

    private async Task AskAsync(OpenStream stream, GatewayModel model)
    {
        stream.IsAsking = true;
        stream.AskedAt = time.GetTimestamp();
        try
        {
            Take(stream, model, await verifier.VerifyAsync(stream.Digest, model.Access, CancellationToken.None));
        }
        // Of whatever kind: who cannot be found good is not let go on.
        catch (Exception failure)
        {
            _logger.StreamNotDecided(failure, stream.Route.Id);
            End(stream, StreamRules.NameOf(VerificationOutcome.StoreUnavailable));
        }
        finally
        {
            stream.IsAsking = false;
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

    // Once more, for a look-up that changes overtook; then as a new request, which gets 503.
    private void Wait(OpenStream stream)
    {
        stream.DoubtedSince ??= time.GetTimestamp();
        if (time.GetElapsedTime(stream.DoubtedSince.Value) >= UnknownGrace)
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
