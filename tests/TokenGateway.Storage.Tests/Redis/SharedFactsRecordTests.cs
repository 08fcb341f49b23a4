using System.Collections.Immutable;
using System.Net;
using System.Reflection;
using System.Text;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Redis.Facts;

namespace TokenGateway.Storage.Tests.Redis;

public sealed class SharedFactsRecordTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    private static readonly ChangeCursor AsOf = new("store.lineage:1", 42);

    private static TokenFacts Full { get; } = new(
        new Token
        {
            Id = TokenId.Stored(7),
            Name = "nightly \"é\" 🌙",
            Description = "copies",
            ExternalId = ExternalId.Parse("ci-7"),
            Owner = UserId.Parse("alice"),
            OwnerNumber = 3,
            Realm = Realm.OfStored("prod"),
            Role = RoleName.Parse("Engineers"),
            Permissions = [PermissionName.Parse("orders:read"), PermissionName.Parse("orders:write")],
            Manages = ManagementRights.Own,
            CreatedAt = Now,
            CreatedBy = "user:alice",
            NotBefore = Now.AddTicks(1),
            ExpiresAt = Now.AddDays(3),
            Addresses = [AddressRange.Parse("192.0.2.0/24"), AddressRange.Parse("2001:db8::/32")],
            IsActive = false,
            DeletedAt = Now.AddDays(4),
            LeakedAt = Now.AddDays(5),
            Hint = "tgw_7_...abcd",
            OverlapEndsAt = Now.AddHours(1),
        },
        new User
        {
            Id = UserId.Parse("alice"),
            Number = 3,
            Email = "alice@example.com",
            Name = "Alice",
            Roles = [RoleName.Parse("Engineers"), RoleName.Parse("Users")],
            Realms = RealmSet.TryParse(["prod", "test"], out var realms, out _) ? realms : throw new FormatException(),
            Kept = new UserRights([RoleName.Parse("Administrators")], RealmSet.Default, CanCreateTokens: true),
            IsDisabled = true,
            CanCreateTokens = true,
            CreatedAt = Now.AddYears(-1),
            Login = new ExternalLogin("https://id.example.com", "s-1"),
            Maintainers = MaintainerSet.Of([new Maintainer(UserId.Parse("bob"), 4)]),
        })
    {
        RetiredUntil = Now.AddHours(2),
        Pepper = "k1",
    };

    /// <summary>A new property of a token or a user must be added here and in the record, or another node would miss it.</summary>
    [Fact]
    public void Sample_has_every_property()
    {
        // What a look-up does not read, what is so where it is not said otherwise, and what the file declares.
        string[] absent = [nameof(Token.LastUse), nameof(Token.IsActive), nameof(User.IsDeclared)];
        object[] parts = [Full, Full.Token, Full.Owner!];
        var missing = parts.SelectMany(part => part.GetType().GetProperties(), (part, property) => (part, property))
            .Where(pair => pair.property.CanWrite && !absent.Contains(pair.property.Name))
            .Where(pair => Equals(pair.property.GetValue(pair.part), pair.property.PropertyType.IsValueType ? Activator.CreateInstance(pair.property.PropertyType) : null));
        missing.Select(pair => pair.property.Name).ShouldBeEmpty();
    }

    [Fact]
    public void Facts_come_back_as_they_were()
    {
        var entry = RoundTrip(Full);
        entry.Reading.AsOf.ShouldBe(AsOf);
        Differences(entry.Reading.Facts!, Full).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_absent_stays_absent()
    {
        var least = new TokenFacts(new Token { Id = TokenId.Stored(1), Name = "", Owner = UserId.Parse("bob"), Role = RoleName.Parse("Users"), CreatedBy = "file" }, null);
        var facts = RoundTrip(least).Reading.Facts!;
        Differences(facts, least).ShouldBeEmpty();
        (facts.Owner, facts.Token.Permissions.HasValue).ShouldBe((null, false));
    }

    [Fact]
    public void No_permissions_are_not_all_permissions()
    {
        var none = Full with { Token = Full.Token with { Permissions = ImmutableArray<PermissionName>.Empty } };
        RoundTrip(none).Reading.Facts!.Token.Permissions!.Value.ShouldBeEmpty();
    }

    [Fact]
    public void Age_is_never_negative()
    {
        RoundTrip(Full, Now.AddMinutes(2)).Age.ShouldBe(TimeSpan.FromMinutes(2));
        RoundTrip(Full, Now.AddMinutes(-2)).Age.ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    public void What_another_version_wrote_is_not_read(string json) => SharedFactsRecord.Read(Encoding.UTF8.GetBytes(json), Now).ShouldBeNull();

    [Theory]
    [InlineData("\"Pepper\"", "\"Salt\"")]
    [InlineData("\"Role\":\"Engineers\"", "\"Role\":null")]
    [InlineData("\"AsOf\":\"store.lineage:1:42\"", "\"AsOf\":\"42\"")]
    [InlineData("\"Id\":7", "\"Id\":\"x\"")]
    [InlineData("\"OwnerNumber\":3,", "")]
    public void A_record_with_other_members_is_not_read(string from, string to)
    {
        var json = Encoding.UTF8.GetString(SharedFactsRecord.Write(Full, AsOf, Now));
        json.ShouldContain(from);
        SharedFactsRecord.Read(Encoding.UTF8.GetBytes(json.Replace(from, to, StringComparison.Ordinal)), Now).ShouldBeNull();
    }

    private static SharedFactsEntry RoundTrip(TokenFacts facts, DateTimeOffset? at = null) =>
        SharedFactsRecord.Read(SharedFactsRecord.Write(facts, AsOf, Now), at ?? Now).ShouldNotBeNull();

    private static IEnumerable<string> Differences(TokenFacts one, TokenFacts other) =>
        Texts(one).Zip(Texts(other)).Where(pair => pair.First != pair.Second).Select(pair => $"{pair.First} / {pair.Second}");

    // Lists of records are equal only if they are the same list: they are compared as texts.
    private static IEnumerable<string> Texts(TokenFacts facts) => new object?[] { facts, facts.Token, facts.Owner }
        .Where(part => part is not null)
        .SelectMany(part => part!.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => (property, part)))
        .Where(pair => pair.property.PropertyType != typeof(Token) && pair.property.PropertyType != typeof(User))
        .Select(pair => $"{pair.property.Name}={System.Text.Json.JsonSerializer.Serialize(pair.property.GetValue(pair.part))}");
}
