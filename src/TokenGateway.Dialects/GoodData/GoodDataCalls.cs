using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.GoodData;

/// <summary>GoodData's calls about tokens, users and the profile, on both paths that clients use.</summary>
internal static class GoodDataCalls
{
    /// <summary>The base path in links.</summary>
    public const string Entities = "/api/v1/entities";

    private const string OldEntities = "/api/entities";

    public static readonly ImmutableArray<DialectCall> All =
    [
        .. Under(Entities),
        .. Under(OldEntities),
        new(HttpMethods.Get, "/api/v1/profile", GoodDataUsers.ShowProfileAsync) { Part = DialectParts.Profile },
    ];

    private static IEnumerable<DialectCall> Under(string entities) =>
    [
        new(HttpMethods.Post, entities + "/users/{userId}/apiTokens", GoodDataTokens.CreateAsync),
        new(HttpMethods.Get, entities + "/users/{userId}/apiTokens", GoodDataTokens.ListAsync),
        new(HttpMethods.Get, entities + "/users/{userId}/apiTokens/{id}", GoodDataTokens.ShowAsync),
        new(HttpMethods.Delete, entities + "/users/{userId}/apiTokens/{id}", GoodDataTokens.DeleteAsync),
        new(HttpMethods.Get, entities + "/users/{userId}", GoodDataUsers.ShowAsync) { Part = DialectParts.Users },
    ];
}
