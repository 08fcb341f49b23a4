using System.Collections.Immutable;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.Dataprep;

/// <summary>Dataprep by Trifacta: API access tokens, which the project's owner has to enable.</summary>
internal sealed class DataprepDialectDefinition : IDialectDefinition
{
    public const string Project = "Project";

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

    public ImmutableArray<DialectRealmKey> RealmKeys =>
        [new(Project, "The project of tokens created with a user name and password. Default: the user's only project.")];

    public ImmutableArray<string> Parts => [DialectParts.Tokens, DialectParts.People, DialectParts.Document];

    public IDialect Create(DialectSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new DataprepDialect(settings);
    }
}
