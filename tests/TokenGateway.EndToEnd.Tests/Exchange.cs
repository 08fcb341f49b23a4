using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests;

/// <summary>The response that the client received, and the requests that the upstream received for it.</summary>
public sealed record Exchange(RawAnswer Answer, IReadOnlyList<SeenRequest> Seen)
{
    public int Status => Answer.Status;

    public string? Code => Answer.Problem("code");

    /// <summary>The only request that reached the upstream.</summary>
    public SeenRequest Forwarded => Seen.Count == 1
        ? Seen[0]
        : throw new InvalidOperationException($"{Seen.Count} requests reached the upstream; the answer was {Answer.Status} {Answer.Body}");
}
