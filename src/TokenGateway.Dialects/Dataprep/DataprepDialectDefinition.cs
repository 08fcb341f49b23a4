using System.Collections.Immutable;

namespace TokenGateway.Dialects.Dataprep;

/// <summary>Dataprep by Trifacta: API access tokens, which the project's owner has to switch on.</summary>
internal sealed class DataprepDialectDefinition : IDialectDefinition
{
    public static readonly DataprepDialectDefinition Instance = new();

    public string Name => "Dataprep";

    public ImmutableArray<string> Credentials => ["Authorization: Bearer"];

    public string Defaults => """
        {
          "Tokens": {
            "Enabled": false, "Creators": "Selected", "OwnersMay": ["List", "Create", "Delete"], "CreateForOthers": "Nobody",
            "DefaultManages": "Owner", "MaxPerUser": null
          }
        }
        """;

    public bool MayOutliveCreator => true;

    public IDialect Create(DialectSettings settings) => new DataprepDialect();
}
