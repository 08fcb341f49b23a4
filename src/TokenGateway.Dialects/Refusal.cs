using System.Collections.Immutable;
using TokenGateway.Core.Refusals;

namespace TokenGateway.Dialects;

/// <summary>One refusal, before a dialect gives it words. Holds nothing secret and nothing the caller may not know.</summary>
public sealed record Refusal
{
    public required RefusalCode Code { get; init; }

    /// <summary>One sentence about this very request; null: the title says all.</summary>
    public string? Detail { get; init; }

    /// <summary>Where a token is looked for on this route, as the configuration writes it; for challenges.</summary>
    public ImmutableArray<string> Places { get; init; } = [];

    /// <summary>The methods that are allowed (RFC 9110, 10.2.1); for 405.</summary>
    public string? Allow { get; init; }

    /// <summary>What the route asks for; for 403.</summary>
    public string? Needed { get; init; }

    /// <summary>What the token has; for 403.</summary>
    public string? Has { get; init; }

    /// <summary>Seconds after which another try makes sense.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>What is wrong with the credential by its looks alone; for 401.</summary>
    public CredentialFault Fault { get; init; }

    /// <summary>The public id that stands in a <see cref="CredentialFault.Broken"/> value; null: none.</summary>
    public string? BrokenId { get; init; }

    /// <summary>The rate limit that is used up; for 429, null when it is another limit.</summary>
    public RefusalLimit? Limit { get; init; }

    /// <summary>The trace in which the request was handled.</summary>
    public required string TraceId { get; init; }

    /// <summary>The request's own id, also sent as <c>X-Request-Id</c>.</summary>
    public required string RequestId { get; init; }
}
