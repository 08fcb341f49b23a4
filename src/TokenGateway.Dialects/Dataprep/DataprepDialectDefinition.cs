using System.Collections.Immutable;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.Dataprep;

/// <summary>Dataprep by Trifacta: API access tokens, which the project's owner has to switch on.</summary>
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
        [new(Project, "The project that tokens belong to which are made with user name and password; without it the user's only one.")];

    public ImmutableArray<string> Parts => [DialectParts.Tokens, DialectParts.People, DialectParts.Document];

    public IDialect Create(DialectSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new DataprepDialect(settings);
    }
}
