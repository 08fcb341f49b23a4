using TokenGateway.Edge.Credentials;

namespace TokenGateway.Edge.Tests.Credentials;

/// <summary>The places that the tests of this folder share.</summary>
internal static class ThePlaces
{
    public static readonly CredentialPlaces Usual = CredentialPlaces.Create(
        [
            new(CredentialPlaceKind.Scheme, "Bearer"), new(CredentialPlaceKind.Scheme, "APIKey"), new(CredentialPlaceKind.Scheme, "Basic"),
            new(CredentialPlaceKind.Header, "X-API-Key"),
            new(CredentialPlaceKind.Query, "api_token"), new(CredentialPlaceKind.Query, "apiToken"),
        ],
        ["Token", "bearer"]);
}
