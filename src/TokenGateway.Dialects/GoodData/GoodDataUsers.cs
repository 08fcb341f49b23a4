using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.GoodData;

/// <summary>The calls about users and the caller.</summary>
internal static class GoodDataUsers
{
    private static readonly Dictionary<string, string> Nothing = [];

    public static async Task ShowAsync(DialectExchange exchange)
    {
        if (!UserId.TryParse(exchange.Value("userId"), out var id))
        {
            await GoodDataAnswers.RefuseAsync(exchange, StatusCodes.Status404NotFound, "The user does not exist.");
            return;
        }

        var found = await exchange.Users.GetAsync(exchange.Actor, id, exchange.Model, exchange.Aborted);
        if (!found.Succeeded)
        {
            await GoodDataAnswers.RefuseAsync(exchange, found.Error);
            return;
        }

        var (first, last) = NamesOf(found.Value);
        var user = new GoodDataUser(id.Value, "user", new GoodDataUserAttributes(first, last, found.Value.Email));
        await GoodDataAnswers.WriteAsync(exchange, StatusCodes.Status200OK, new GoodDataUserDocument(user, new GoodDataLinks(LinkOf(exchange, id))), GoodDataJson.Default.GoodDataUserDocument);
    }

    public static Task ShowProfileAsync(DialectExchange exchange)
    {
        var user = exchange.User;
        var links = new Dictionary<string, string>
        {
            ["self"] = exchange.Origin + "/api/v1/profile",
            ["user"] = LinkOf(exchange, user.Id),
        };
        var profile = new GoodDataProfile(
            user.Id.Value, user.Name ?? user.Id.Value, exchange.Realm.Value, exchange.Realm.Value, [.. PermissionsOf(exchange)], [],
            new GoodDataFeatures(GoodDataStaticFeatures.None), links, Nothing);
        return DialectAnswer.WriteAsync(exchange, StatusCodes.Status200OK, profile, GoodDataJson.Default.GoodDataProfile);
    }

    public static string LinkOf(DialectExchange exchange, UserId user) => $"{exchange.Origin}{GoodDataCalls.Entities}/users/{Uri.EscapeDataString(user.Value)}";

    private static IEnumerable<string> PermissionsOf(DialectExchange exchange)
    {
        if (exchange.Actor.IsAdministrator)
            yield return "MANAGE";
        var mayCreate = exchange.Model.TokensOf(exchange.Realm).Creators switch
        {
            TokenCreators.Everyone => true,
            TokenCreators.Selected => exchange.User.CanCreateTokens,
            _ => false,
        };
        if (mayCreate)
            yield return "SELF_CREATE_TOKEN";
    }

    // There is one display name; its last word becomes the last name.
    private static (string? First, string? Last) NamesOf(User user) => user.Name is not { } name ? (null, null)
        : name.LastIndexOf(' ') is var space and > 0 ? (name[..space], name[(space + 1)..])
        : (name, null);
}
