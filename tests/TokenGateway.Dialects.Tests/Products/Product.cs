using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.BuiltIn;

namespace TokenGateway.Dialects.Tests.Products;

/// <summary>The dialects of products, and tokens to make values of.</summary>
internal static class Product
{
    public static IEnumerable<string> Names => BuiltInDialects.Registry.Names.Skip(1);

    public static IDialect Of(string name) => BuiltInDialects.Registry.Find(name)!.Create(new DialectSettings());

    public static Token Token(long number = 42, string owner = "alice", string? id = null) => new()
    {
        Id = TokenId.Stored(number),
        Name = "ci",
        Owner = UserId.Parse(owner),
        Role = RoleName.Parse("Users"),
        CreatedBy = "test",
        ExternalId = id is null ? null : ExternalId.Parse(id),
    };

    /// <summary>A new value, its token with an external id where the dialect gives one.</summary>
    public static string Value(IDialect dialect, long number = 42, string owner = "alice") =>
        dialect.Values.Create(Token(number, owner) with { ExternalId = dialect.Values.CreateExternalId() });
}
