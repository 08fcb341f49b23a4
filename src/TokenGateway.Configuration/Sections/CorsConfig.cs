namespace TokenGateway.Configuration.Sections;

/// <summary>A named CORS policy; preflights of the routes that name it are answered from it.</summary>
public sealed record CorsConfig
{
    public required string Path { get; init; }

    public required string Name { get; init; }

    /// <summary><c>*</c> or <c>scheme://host[:port]</c>.</summary>
    public required IReadOnlyList<string> Origins { get; init; }

    /// <summary>Null: not said.</summary>
    public required IReadOnlyList<string>? Methods { get; init; }

    /// <summary>The request headers that scripts may send; null: not said.</summary>
    public required IReadOnlyList<string>? Headers { get; init; }

    /// <summary>The response headers that scripts may read.</summary>
    public required IReadOnlyList<string> ExposedHeaders { get; init; }

    public required bool AllowCredentials { get; init; }

    /// <summary>How long a browser may remember the answer to a preflight.</summary>
    public required TimeSpan MaxAge { get; init; }
}
