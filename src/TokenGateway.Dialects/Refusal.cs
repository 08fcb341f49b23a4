using System.Collections.Immutable;
using TokenGateway.Core.Refusals;

namespace TokenGateway.Dialects;

/// <summary>One refusal, before a dialect formats it. Contains nothing secret and nothing that the caller may not know.</summary>
public sealed record Refusal
{
    public required RefusalCode Code { get; init; }

    /// <summary>One sentence about this request; null: the title is enough.</summary>
    public string? Detail { get; init; }

    /// <summary>The credential locations of this route in the configuration's form; for challenges.</summary>
    public ImmutableArray<string> Places { get; init; } = [];

    /// <summary>The allowed methods (RFC 9110, 10.2.1); for 405.</summary>
    public string? Allow { get; init; }

    /// <summary>The route's condition; for 403.</summary>
    public string? Needed { get; init; }

    /// <summary>The token's rights; for 403.</summary>
    public string? Has { get; init; }

    /// <summary>Seconds until a retry can succeed.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The fault in the credential's shape; for 401.</summary>
    public CredentialFault Fault { get; init; }

    /// <summary>The public id in a <see cref="CredentialFault.Broken"/> value; null: none.</summary>
    public string? BrokenId { get; init; }

    /// <summary>The exhausted rate limit; for 429, null if it is another limit.</summary>
    public RefusalLimit? Limit { get; init; }

    /// <summary>The trace id of the request.</summary>
    public required string TraceId { get; init; }

    /// <summary>The id of the request, also sent as <c>X-Request-Id</c>.</summary>
    public required string RequestId { get; init; }
}
