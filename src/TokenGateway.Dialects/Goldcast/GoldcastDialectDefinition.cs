using System.Collections.Immutable;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.Goldcast;

/// <summary>Goldcast: personal access tokens, created by an organization's administrators.</summary>
internal sealed class GoldcastDialectDefinition : IDialectDefinition
{
    public static readonly GoldcastDialectDefinition Instance = new();

    public string Name => "Goldcast";

    public ImmutableArray<string> Credentials => ["Authorization: Token", "Authorization: Bearer"];

    public string Defaults => """
        { "Tokens": { "Enabled": false, "Creators": "Administrators", "OwnersMay": ["List"], "MaxPerUser": null } }
        """;

    public ImmutableArray<string> Parts => [DialectParts.Organization];

    public IDialect Create(DialectSettings settings) => new GoldcastDialect();
}
