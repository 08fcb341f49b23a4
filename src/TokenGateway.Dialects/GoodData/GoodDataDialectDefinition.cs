using System.Collections.Immutable;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.GoodData;

/// <summary>GoodData Cloud and GoodData.CN: bearer tokens as entities of their user.</summary>
internal sealed class GoodDataDialectDefinition : IDialectDefinition
{
    public static readonly GoodDataDialectDefinition Instance = new();

    public string Name => "GoodData";

    public ImmutableArray<string> Credentials => ["Authorization: Bearer"];

    public string Defaults => """
        { "Tokens": { "Creators": "Selected", "DefaultManages": "Owner", "MaxPerUser": null } }
        """;

    public bool MayOutliveCreator => true;

    public string? BootstrapVariable => "GDC_API_TOKEN";

    public ImmutableArray<string> Parts => [DialectParts.Tokens, DialectParts.Profile, DialectParts.Users];

    public IDialect Create(DialectSettings settings) => new GoodDataDialect();
}
