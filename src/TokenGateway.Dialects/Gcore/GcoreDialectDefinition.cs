using System.Collections.Immutable;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.Gcore;

/// <summary>Gcore: permanent API tokens of an account, with the scheme <c>APIKey</c>.</summary>
internal sealed class GcoreDialectDefinition : IDialectDefinition
{
    public const string ClientId = "ClientId";

    public static readonly GcoreDialectDefinition Instance = new();

    public string Name => "Gcore";

    public ImmutableArray<string> Credentials => ["Authorization: APIKey"];

    public string Defaults => """
        {
          "Tokens": { "OwnersMay": ["List", "Create", "Delete"], "CreateForOthers": "Nobody", "DefaultManages": "Owner", "MaxPerUser": null, "MaxTotal": 50 },
          "Notices": { "LeadTimes": ["7d", "1d"] }
        }
        """;

    public bool MayOutliveCreator => true;

    public ImmutableArray<DialectKey> Keys => [new(ClientId, 1, int.MaxValue, 1, "The number of the account, which is part of its calls' paths.")];

    public ImmutableArray<string> Parts => [DialectParts.Tokens, DialectParts.Account, DialectParts.Users];

    public IDialect Create(DialectSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new GcoreDialect(settings);
    }
}
