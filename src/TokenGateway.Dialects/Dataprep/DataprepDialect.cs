using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.Dataprep;

/// <summary>Dataprep's API: bearer tokens, created with user name and password or with another token.</summary>
internal sealed class DataprepDialect(DialectSettings settings) : IDialect
{
    public string Name => DataprepDialectDefinition.Instance.Name;

    public string RealmWord => "project";

    public ITokenValueFormat Values { get; } = new DataprepTokenFormat();

    public ITokenShape Shape { get; } = new DataprepTokenShape();

    /// <summary>User and password only create tokens; they never reach the upstream.</summary>
    public ImmutableArray<string> RecognisedSchemes => ["Basic"];

    public IRefusalWriter Refusals { get; } = new DataprepRefusals();

    public ImmutableArray<DialectCall> Calls { get; } = new DataprepCalls(
        settings.Realms.GetValueOrDefault(DataprepDialectDefinition.Project) is { } name && Realm.TryParse(name, out var project) ? project : null).All;
}
