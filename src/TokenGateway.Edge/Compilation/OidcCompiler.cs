using System.Collections.Frozen;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Access;
using TokenGateway.Core.Sessions;

namespace TokenGateway.Edge.Compilation;

/// <summary>Compiles the identity provider; reads the client's secret. The provider itself is not asked: it may be down when the gateway starts.</summary>
internal sealed class OidcCompiler(RoleCatalog roles, CompilerContext context)
{
    /// <summary>Null: there is none, or there are errors.</summary>
    public OidcOptions? Compile(OidcConfig written, StoreConfig store)
    {
        if (written.Authority is null)
            return null;
        if (store.Provider == StoreProvider.None)
            context.Errors.Add(written.Path, "users who sign in at a provider need a store: set Store:Provider to Sqlite or PostgreSql, or take this section away");
        foreach (var (value, role) in written.RoleMap.Where(pair => !RoleName.TryParse(pair.Value, out var name) || roles.Find(name) is null))
            context.Errors.Add(ConfigPath.Join(written.Path, "RoleMap", value), $"unknown role \"{role}\"{Suggestion.Ask(role, roles.All.Select(one => one.Name.Value))}");
        var secret = written.ClientSecret ?? Read(written);
        if (string.IsNullOrWhiteSpace(secret) && written.ClientSecretFile is not null && secret is not null)
            context.Errors.Add(ConfigPath.Join(written.Path, "ClientSecretFile"), "the file is empty");
        if (!Uri.TryCreate(written.Authority, UriKind.Absolute, out var authority) || written.ClientId is null || secret is null || !context.Errors.IsEmpty)
            return null;
        return new OidcOptions
        {
            Authority = authority,
            ClientId = written.ClientId,
            ClientSecret = secret,
            DisplayName = written.DisplayName ?? authority.Host,
            Scopes = [.. written.Scopes.Prepend("openid").Distinct(StringComparer.Ordinal)],
            UserClaim = written.UserClaim,
            RoleClaim = written.RoleClaim,
            RoleMap = written.RoleMap.ToFrozenDictionary(pair => pair.Key, pair => RoleName.Parse(pair.Value), StringComparer.Ordinal),
            RealmClaim = written.RealmClaim,
            RealmMap = written.RealmMap.ToFrozenDictionary(pair => pair.Key, pair => RealmOf(pair.Value), StringComparer.Ordinal),
            AllowsUnverifiedEmail = written.InsecureAllowUnverifiedEmail,
        };
    }

    private string? Read(OidcConfig written) => written.ClientSecretFile is { } file
        ? SecretFile.Read(file, ConfigPath.Join(written.Path, "ClientSecretFile"), context.BaseFolder, context.Errors)
        : null;

    private static RealmSet RealmOf(string text) => text == RealmSet.AllText ? RealmSet.All : RealmSet.Of(Realm.Parse(text));
}
