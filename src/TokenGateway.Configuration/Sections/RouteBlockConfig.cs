namespace TokenGateway.Configuration.Sections;

/// <summary>
/// The block <c>TokenGateway</c> of a route, with the route's own <see cref="AuthorizationPolicy"/> beside it. Exactly
/// one of <see cref="Access"/>, <see cref="Policy"/>, <see cref="Anonymous"/> and that one is set.
/// </summary>
public sealed record RouteBlockConfig
{
    /// <summary>Of the block, whether it was written or not.</summary>
    public required string Path { get; init; }

    public required string RouteId { get; init; }

    /// <summary>Null when the route has another rule.</summary>
    public required IReadOnlyList<AccessEntryConfig>? Access { get; init; }

    /// <summary>A name under <c>Policies</c>, or <c>Default</c>: any valid token.</summary>
    public required string? Policy { get; init; }

    public required bool Anonymous { get; init; }

    /// <summary>YARP's key of the route.</summary>
    public required string? AuthorizationPolicy { get; init; }

    /// <summary>Whose credential places and words of refusal hold here; null: the global one's.</summary>
    public string? Dialect { get; init; }

    /// <summary>Null: the global list.</summary>
    public required IReadOnlyList<string>? Credentials { get; init; }

    /// <summary>Null: the global headers.</summary>
    public required IReadOnlyDictionary<string, string>? Identity { get; init; }

    /// <summary>A realm, or <c>{name}</c> of a route value; null: any realm.</summary>
    public required string? Realm { get; init; }

    /// <summary>A name under <c>TokenGateway:Cors</c>.</summary>
    public required string? Cors { get; init; }

    /// <summary>Names under <c>TokenGateway:RateLimits</c>.</summary>
    public required IReadOnlyList<string> RateLimits { get; init; }

    public required PreflightMode Preflight { get; init; }

    public required bool AllowEncodedSlash { get; init; }

    public required bool AllowPathParameters { get; init; }

    public required bool AllowEmptySegments { get; init; }

    public required bool AllowDoubleEncoding { get; init; }

    public required bool AllowTrailingDots { get; init; }

    public required bool AllowNonUtf8 { get; init; }

    /// <summary>Schemes of <c>Authorization</c> that are the upstream's.</summary>
    public IReadOnlyList<string> PassAuthorization { get; init; } = [];

    /// <summary>What the upstream says of its own addresses is made true for the client.</summary>
    public bool RewriteLocation { get; init; }

    /// <summary>Protocols that requests may switch to, besides <c>websocket</c>.</summary>
    public IReadOnlyList<string> Upgrades { get; init; } = [];

    /// <summary>Headers of the deny list that this route lets through.</summary>
    public required IReadOnlyList<string> DangerousForwardHeaders { get; init; }
}
