using TokenGateway.Edge.Credentials;

namespace TokenGateway.Edge.Tests.Credentials;

public class CredentialPlacesTests
{
    [Theory]
    [InlineData("Bearer", "Bearer")]
    [InlineData("bEARER", "Bearer")]
    [InlineData("apikey", "APIKey")]
    [InlineData("Token", null)]
    [InlineData("", null)]
    [InlineData("Bearer ", null)]
    public void Scheme_is_found_ignoring_case_and_in_the_configured_spelling(string scheme, string? expected)
    {
        ThePlaces.Usual.FindScheme(scheme).ShouldBe(expected);
        ThePlaces.Usual.IsScheme(scheme).ShouldBe(expected is not null);
    }

    [Fact]
    public void Configured_scheme_is_not_merely_recognised()
    {
        ThePlaces.Usual.IsRecognised("TOKEN").ShouldBeTrue();
        ThePlaces.Usual.IsRecognised("Bearer").ShouldBeFalse();
    }

    [Fact]
    public void Kinds_are_told_apart_and_repetitions_dropped()
    {
        var places = CredentialPlaces.Create(
            [
                new(CredentialPlaceKind.Header, "X-API-Key"), new(CredentialPlaceKind.Header, "x-api-key"),
                new(CredentialPlaceKind.Query, "key"), new(CredentialPlaceKind.Scheme, "Key"),
            ],
            []);

        places.HeaderNames.ShouldBe(["X-API-Key"]);
        places.QueryNames.ShouldBe(["key"]);
        places.Schemes.ShouldBe(["Key"]);
        places.FindQueryName("KEY").ShouldBe("key");
        places.Headers.Contains("X_API_Key").ShouldBeTrue();
        places.Headers.Contains("Key").ShouldBeFalse();
    }

    [Fact]
    public void No_places_know_nothing()
    {
        var places = CredentialPlaces.Create([], []);

        places.IsScheme("").ShouldBeFalse();
        places.FindQueryName("").ShouldBeNull();
        places.Headers.Contains("X").ShouldBeFalse();
    }
}
