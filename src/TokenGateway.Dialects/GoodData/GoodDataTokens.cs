using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.GoodData;

/// <summary>The calls about a user's tokens. The creator of a token chooses its id, unique per user.</summary>
internal static class GoodDataTokens
{
    private const string Type = "apiToken";

    public static async Task CreateAsync(DialectExchange exchange)
    {
        if (!UserId.TryParse(exchange.Value("userId"), out var owner))
        {
            await NoSuchUserAsync(exchange);
            return;
        }

        if (!GoodDataMedia.IsTaken(exchange.Http.Request))
        {
            await GoodDataAnswers.RefuseAsync(exchange, StatusCodes.Status415UnsupportedMediaType, $"Send Content-Type: {GoodDataMedia.JsonApi} or application/json.");
            return;
        }

        var body = await DialectBody.ReadAsync(exchange, GoodDataJson.Default.GoodDataNewTokenDocument);
        if ((body.Fault ?? FaultOf(body.Value!.Data)) is { } fault)
        {
            await GoodDataAnswers.RefuseAsync(exchange, StatusCodes.Status400BadRequest, fault);
            return;
        }

        var id = body.Value!.Data!.Id!;
        var request = new IssueRequest { Owner = owner, Name = id, ExternalId = ExternalId.Parse(id), Realm = exchange.Realm };
        var issued = await exchange.Tokens.IssueAsync(exchange.Actor, request, exchange.Model, exchange.Aborted);
        if (!issued.Succeeded)
        {
            await GoodDataAnswers.RefuseAsync(exchange, issued.Error);
            return;
        }

        var token = new GoodDataToken(id, Type, new GoodDataTokenAttributes { BearerToken = issued.Value.Value });
        await GoodDataAnswers.WriteAsync(
            exchange, StatusCodes.Status201Created, new GoodDataTokenDocument(token, new GoodDataLinks(LinkOf(exchange, owner, id))), GoodDataJson.Default.GoodDataTokenDocument);
    }

    public static async Task ListAsync(DialectExchange exchange)
    {
        if (!GoodDataQuery.TryRead(exchange.Http.Request.Query, out var query, out var fault))
        {
            await GoodDataAnswers.RefuseAsync(exchange, StatusCodes.Status400BadRequest, fault);
            return;
        }

        if (await FindAllAsync(exchange) is not { } found)
            return;
        var (owner, tokens) = found;
        var ids = tokens.Select(IdOf).Where(id => query.Ids.IsDefault || query.Ids.Contains(id)).Order(StringComparer.Ordinal).ToList();
        if (query.IsDescending)
            ids.Reverse();
        var page = ids.Skip(query.Page * query.Size).Take(query.Size)
            .Select(id => ViewOf(id) with { Links = new GoodDataLinks(LinkOf(exchange, owner, id)) });
        var here = $"{GoodDataUsers.LinkOf(exchange, owner)}/apiTokens";
        var list = new GoodDataTokenList([.. page], new GoodDataLinks($"{here}?page={query.Page}&size={query.Size}") { Next = $"{here}?page={query.Page + 1}&size={query.Size}" })
        {
            Meta = query.WithPage ? new GoodDataMeta(new GoodDataPage(query.Page, query.Size, ids.Count, (ids.Count + query.Size - 1) / query.Size)) : null,
        };
        await GoodDataAnswers.WriteAsync(exchange, StatusCodes.Status200OK, list, GoodDataJson.Default.GoodDataTokenList);
    }

    public static Task ShowAsync(DialectExchange exchange) => WithTokenAsync(exchange, (owner, token) => GoodDataAnswers.WriteAsync(
        exchange, StatusCodes.Status200OK,
        new GoodDataTokenDocument(ViewOf(IdOf(token)), new GoodDataLinks(LinkOf(exchange, owner, IdOf(token)))), GoodDataJson.Default.GoodDataTokenDocument));

    public static Task DeleteAsync(DialectExchange exchange) => WithTokenAsync(exchange, async (_, token) =>
    {
        var deleted = await exchange.Tokens.DeleteAsync(exchange.Actor, token.Id, exchange.Aborted);
        if (!deleted.Succeeded)
        {
            await GoodDataAnswers.RefuseAsync(exchange, deleted.Error);
            return;
        }

        exchange.Http.Response.ContentType = GoodDataMedia.JsonApi;
        await DialectAnswer.WriteEmptyAsync(exchange, StatusCodes.Status204NoContent);
    });

    private static async Task WithTokenAsync(DialectExchange exchange, Func<UserId, Token, Task> answer)
    {
        if (await FindAllAsync(exchange) is not { } found)
            return;
        var (owner, tokens) = found;
        if (tokens.Find(token => IdOf(token) == exchange.Value("id")) is { } token)
            await answer(owner, token);
        else
            await GoodDataAnswers.RefuseAsync(exchange, StatusCodes.Status404NotFound, "The user has no token of this id.");
    }

    // Null: the error response is already written.
    private static async ValueTask<(UserId Owner, List<Token> Tokens)?> FindAllAsync(DialectExchange exchange)
    {
        if (!UserId.TryParse(exchange.Value("userId"), out var owner))
        {
            await NoSuchUserAsync(exchange);
            return null;
        }

        var found = await TokenPages.ReadAsync(exchange, new TokenFilter { Owner = owner }, withDeclared: true);
        if (!found.Succeeded)
        {
            await GoodDataAnswers.RefuseAsync(exchange, found.Error);
            return null;
        }

        // A caller who may see other users' tokens need not be allowed to see users.
        if (found.Value.Count == 0 && (await exchange.Users.GetAsync(exchange.Actor, owner, exchange.Model, exchange.Aborted)).Error?.Code == RefusalCode.UserNotFound)
        {
            await NoSuchUserAsync(exchange);
            return null;
        }

        return (owner, found.Value);
    }

    private static string? FaultOf(GoodDataNewToken? wanted)
    {
        if (wanted is null)
            return "data: an entity is expected.";
        if (wanted.Type != Type)
            return $"data.type: \"{Type}\" is expected.";
        return ExternalId.TryParse(wanted.Id, out _) ? null : "data.id: 1 to 255 letters, digits, dots, dashes and underscores are expected, no dot first.";
    }

    private static GoodDataToken ViewOf(string id) => new(id, Type, new GoodDataTokenAttributes());

    // An earlier or declared token has no chosen id.
    private static string IdOf(Token token) => token.ExternalId?.Value ?? token.Id.DeclaredName ?? token.Id.ToString();

    private static string LinkOf(DialectExchange exchange, UserId owner, string id) => $"{GoodDataUsers.LinkOf(exchange, owner)}/apiTokens/{id}";

    private static Task NoSuchUserAsync(DialectExchange exchange) =>
        GoodDataAnswers.RefuseAsync(exchange, StatusCodes.Status404NotFound, "The user does not exist.");
}
