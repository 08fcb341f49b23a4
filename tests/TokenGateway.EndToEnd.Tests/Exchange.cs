using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests;

/// <summary>What the client got, and what the upstream saw of it.</summary>
public sealed record Exchange(RawAnswer Answer, IReadOnlyList<SeenRequest> Seen)
{
    public int Status => Answer.Status;

    public string? Code => Answer.Problem("code");

    /// <summary>The one request that reached the upstream.</summary>
    public SeenRequest Forwarded => Seen.Count == 1
        ? Seen[0]
        : throw new InvalidOperationException($"{Seen.Count} requests reached the upstream; the answer was {Answer.Status} {Answer.Body}");
}
