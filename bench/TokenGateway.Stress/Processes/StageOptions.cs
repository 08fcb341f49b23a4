using TokenGateway.Storage.Backends;

namespace TokenGateway.Stress.Processes;

/// <summary>What a run wants of the gateway it starts.</summary>
internal sealed record StageOptions
{
    /// <summary>Wrong tokens that an address may present in a minute; default 20, the product's own.</summary>
    public int FailedAttempts { get; init; } = 20;

    /// <summary>How long a client may take for the head of a request; null: the product's default.</summary>
    public TimeSpan? HeaderTimeout { get; init; }

    /// <summary>The folder of a published gateway; null: the one that was built with this program.</summary>
    public string? GatewayFolder { get; init; }

    /// <summary>The store; null: a new one.</summary>
    public StoreOptions? Store { get; init; }
}
