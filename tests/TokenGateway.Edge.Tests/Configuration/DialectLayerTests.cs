using Microsoft.Extensions.Configuration;
using TokenGateway.Configuration;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Edge.Tests.Configuration;

/// <summary>What a dialect says where the file says nothing.</summary>
public sealed class DialectLayerTests
{
    [Fact]
    public void Dialect_speaks_where_the_file_is_silent_and_shows_as_the_source()
    {
        var frozen = Some.File(Some.Gateway("""
            "Dialect": "gcore", "Tokens": { "MaxTotal": 7 }
            """));

        var gateway = Some.Read(frozen).Gateway;
        (gateway.Dialect, gateway.Tokens.MaxTotal, gateway.Tokens.MaxPerUser, gateway.Tokens.CreateForOthers)
            .ShouldBe(("Gcore", 7, null, CreateForOthers.Nobody));
        gateway.Credentials.ShouldBe(["Authorization: APIKey"]);
        gateway.Notices.LeadTimes.ShouldBe([TimeSpan.FromDays(7), TimeSpan.FromDays(1)]);
        gateway.DialectNumbers["ClientId"].ShouldBe(1);
        var keys = EffectiveConfiguration.Read(frozen).ToDictionary(key => key.Path, key => key.Source, StringComparer.Ordinal);
        keys["TokenGateway:Credentials"].ShouldBe("dialect Gcore");
        keys["TokenGateway:Tokens:MaxTotal"].ShouldBe("gateway.json line 3");
        keys["TokenGateway:Tokens:OwnersMay"].ShouldBe("dialect Gcore");
        keys["TokenGateway:Tokens:KeepDeleted"].ShouldBe("default");
        keys["TokenGateway:Gcore:ClientId"].ShouldBe("default");
    }

    [Fact]
    public void Null_and_empty_lists_of_the_file_win()
    {
        var gateway = Some.Read(Some.File(Some.Gateway("""
            "Dialect": "Gcore", "Tokens": { "MaxTotal": null, "OwnersMay": [] }, "Notices": { "LeadTimes": ["2d"] }
            """))).Gateway;

        gateway.Tokens.MaxTotal.ShouldBeNull();
        gateway.Tokens.OwnersMay.ShouldBe(TokenOwnerRights.None);
        gateway.Notices.LeadTimes.ShouldBe([TimeSpan.FromDays(2)]);
    }

    [Fact]
    public void Environment_wins_over_both()
    {
        var live = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["TokenGateway:Dialect"] = "Goldcast",
            ["TokenGateway:Tokens:Enabled"] = "true",
        }).Build();

        var gateway = Some.Read(ConfigurationSnapshot.Capture(live)).Gateway;

        (gateway.Tokens.Enabled, gateway.Tokens.Creators).ShouldBe((true, TokenCreators.Administrators));
    }

    [Fact]
    public void What_is_shown_as_written_has_nothing_of_the_dialect() =>
        WrittenConfiguration.ToJson(Some.File(Some.Gateway("\"Dialect\": \"Gcore\""))).ShouldNotContain("APIKey");

    [Fact]
    public void What_the_dialect_says_is_no_ceiling_for_run_time_settings() =>
        Some.Read(Some.File(Some.Gateway("\"Dialect\": \"Gcore\""))).NamedSettings.ShouldBeEmpty();

    [Theory]
    [InlineData("Standard")]
    [InlineData("Gcore")]
    public void Roles_keep_the_order_of_the_file(string dialect)
    {
        var gateway = Some.Read(Some.File(Some.Gateway($$"""
            "Dialect": "{{dialect}}", "Roles": { "Zebras": { "Rank": 1 }, "Apes": { "Rank": 2 }, "Moles": { "Id": 9 } }
            """))).Gateway;

        gateway.Roles.Values.OrderBy(role => role.Place).Select(role => role.Name).ShouldBe(["Zebras", "Apes", "Moles"]);
        gateway.Roles["Moles"].Id.ShouldBe(9);
    }

    [Theory]
    [InlineData("\"Dialect\": \"Goldcat\"", "TokenGateway:Dialect: one of Standard, Dataprep, Gcore, GoodData, Goldcast, Versio is expected, not \"Goldcat\". Did you mean \"Goldcast\"? (gateway.json line 3)")]
    [InlineData("\"Gcore\": { \"ClientId\": 0 }", "TokenGateway:Gcore:ClientId: 0 is out of range: 1 to 2147483647 (gateway.json line 3)")]
    [InlineData("\"Roles\": { \"A\": { \"Id\": 3 }, \"B\": { \"Id\": 3 } }", "TokenGateway:Roles:B:Id: 3 is the id of \"A\" already; ids are unique (gateway.json line 3)")]
    public void Slips_are_told(string keys, string error) => Some.Errors(Some.File(Some.Gateway(keys))).ShouldBe([error]);

    [Fact]
    public void Recovery_key_of_the_environment_is_not_shown()
    {
        const string key = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
        var live = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["TokenGateway:Tokens:RecoveryKey"] = key }).Build();
        var frozen = ConfigurationSnapshot.Capture(live);

        EffectiveConfiguration.Read(frozen).ShouldNotContain(one => one.Value.Contains(key));
        WrittenConfiguration.ToJson(frozen).ShouldNotContain(key);
    }
}
