using System.Globalization;
using TokenGateway.Storage.Backends;

namespace TokenGateway.Storage.Tests.PostgreSql;

/// <summary>The store of a fixture, opened in another way.</summary>
/// <param name="fixture">Whose store.</param>
/// <param name="keywords">Besides those that name the database.</param>
/// <param name="port">Null: the server's own.</param>
internal sealed record PostgreSqlStore(PostgreSqlFixture fixture, string keywords = "", int? port = null)
{
    public Func<StoreOptions, StoreOptions> With { get; init; } = options => options;

    public OpenedStore Open()
    {
        var text = fixture.ConnectionString + keywords;
        if (port is { } other)
            text += string.Create(CultureInfo.InvariantCulture, $";Port={other}");
        return Stores.Open(With(PostgreSqlFixture.Options(text)), fixture.Clock);
    }
}
