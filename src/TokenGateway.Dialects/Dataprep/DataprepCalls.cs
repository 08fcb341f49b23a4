using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.Dataprep;

/// <summary>Dataprep's calls about access tokens and the current user. A caller can access only the caller's own tokens.</summary>
internal sealed class DataprepCalls
{
    public const string TokensPath = "/v4/apiAccessTokens";
    public const string TokenPath = TokensPath + "/{tokenId}";
    public const string PersonPath = "/v4/people/current";
    public const string DocumentPath = "/v4/open-api-spec";

    /// <summary>A hundred years; a longer lifetime means no expiry.</summary>
    private const long MostSeconds = 100L * 365 * 24 * 60 * 60;

    private const int DefaultLimit = 25;
    private const int MostLimit = 1000;

    private readonly Realm? _project;

    /// <param name="project">The project of tokens created with user and password; null: the user's only one.</param>
    public DataprepCalls(Realm? project)
    {
        _project = project;
        All =
        [
            OfTokens(HttpMethods.Post, TokensPath, CreateAsync) with { TakesPassword = true },
            OfTokens(HttpMethods.Get, TokensPath, ListAsync),
            OfTokens(HttpMethods.Get, TokenPath, ShowAsync),
            OfTokens(HttpMethods.Delete, TokenPath, DeleteAsync),
            new(HttpMethods.Get, PersonPath, WithRequestId(ShowPersonAsync)) { Part = DialectParts.People },
            new(HttpMethods.Get, DocumentPath, WithRequestId(DataprepDocument.WriteAsync)) { Part = DialectParts.Document, Amend = DataprepDocument.Amend },
        ];
    }

    public ImmutableArray<DialectCall> All { get; }

    // The calls do not exist until tokens are enabled in at least one project.
    private static DialectCall OfTokens(string method, string path, Func<DialectExchange, Task> answer) =>
        new(method, path, WithRequestId(answer)) { Exists = model => model.AllTokens.Any(options => options.Enabled) };

    private static Func<DialectExchange, Task> WithRequestId(Func<DialectExchange, Task> answer) => exchange =>
    {
        exchange.Http.Response.Headers[DataprepRefusals.RequestIdHeader] = exchange.RequestId;
        return answer(exchange);
    };

    private async Task CreateAsync(DialectExchange exchange)
    {
        var body = await DialectBody.ReadAsync(exchange, DataprepJson.Default.DataprepTokenRequest);
        if ((body.Fault ?? FaultOf(body.Value!)) is { } fault)
        {
            await DataprepAnswers.InvalidAsync(exchange, fault);
            return;
        }

        if (ProjectOf(exchange) is not { } project)
        {
            await DataprepAnswers.InvalidAsync(exchange, "You belong to several projects. Create the token with one of your existing tokens, or ask the administrator to set TokenGateway:Dataprep:Project.");
            return;
        }

        var request = new IssueRequest
        {
            Owner = exchange.User.Id,
            Description = body.Value!.Description ?? "",
            Realm = project,
            ExpiresAt = body.Value.LifetimeSeconds is { } life and > 0 ? exchange.Time.GetUtcNow().AddSeconds(life) : null,
        };
        var issued = await exchange.Tokens.IssueAsync(exchange.Actor, request, exchange.Model, exchange.Aborted);
        if (issued.Succeeded)
            await DialectAnswer.WriteAsync(exchange, StatusCodes.Status201Created, new DataprepNewToken(issued.Value.Value, ViewOf(issued.Value.Token)), DataprepJson.Default.DataprepNewToken);
        else
            await DataprepAnswers.RefusedAsync(exchange, issued.Error);
    }

    private Realm? ProjectOf(DialectExchange exchange) => exchange.Actor.Credential?.Token.Realm
        ?? _project
        ?? (TokenRights.RealmsOf(exchange.User, exchange.Model.Roles) is { IsAll: false, Names: [var only] } ? only : null);

    private static string? FaultOf(DataprepTokenRequest wanted) => wanted.LifetimeSeconds switch
    {
        null => "lifetimeSeconds is missing: a number of seconds, or -1 for a token without an end.",
        -1 or (> 0 and <= MostSeconds) => null,
        _ => $"lifetimeSeconds must be -1, or from 1 to {MostSeconds}.",
    };

    private static async Task ListAsync(DialectExchange exchange)
    {
        var query = exchange.Http.Request.Query;
        if (NumberIn(query, "limit", DefaultLimit, MostLimit) is not { } limit || NumberIn(query, "offset", 0, int.MaxValue) is not { } offset)
        {
            await DataprepAnswers.InvalidAsync(exchange, $"limit is a number up to {MostLimit}, offset a number from 0.");
            return;
        }

        var found = await TokenPages.ReadAsync(exchange, new TokenFilter { Owner = exchange.User.Id });
        if (found.Succeeded)
            await DialectAnswer.WriteAsync(exchange, StatusCodes.Status200OK, new DataprepTokens([.. found.Value.Skip(offset).Take(limit).Select(ViewOf)]), DataprepJson.Default.DataprepTokens);
        else
            await DataprepAnswers.RefusedAsync(exchange, found.Error);
    }

    private static Task ShowAsync(DialectExchange exchange) => WithTokenAsync(
        exchange, token => DialectAnswer.WriteAsync(exchange, StatusCodes.Status200OK, ViewOf(token), DataprepJson.Default.DataprepToken));

    private static Task DeleteAsync(DialectExchange exchange) => WithTokenAsync(exchange, async token =>
    {
        var deleted = await exchange.Tokens.DeleteAsync(exchange.Actor, token.Id, exchange.Aborted);
        if (deleted.Succeeded)
            await DialectAnswer.WriteEmptyAsync(exchange, StatusCodes.Status204NoContent);
        else if (deleted.Error.Code == RefusalCode.NotFound)
            await DataprepAnswers.GoneAsync(exchange); // Deleted concurrently since it was found.
        else
            await DataprepAnswers.RefusedAsync(exchange, deleted.Error);
    });

    private static async Task WithTokenAsync(DialectExchange exchange, Func<Token, Task> answer)
    {
        if (await FindAsync(exchange, exchange.Value("tokenId")) is not { } found)
            await DataprepAnswers.NotFoundAsync(exchange);
        else if (!found.Succeeded)
            await DataprepAnswers.RefusedAsync(exchange, found.Error);
        else if (found.Value.DeletedAt is not null)
            await DataprepAnswers.GoneAsync(exchange);
        else
            await answer(found.Value);
    }

    // A UUID may be in upper case (RFC 9562, 4); generated ones are in lower case.
    private static async ValueTask<LifecycleResult<Token>?> FindAsync(DialectExchange exchange, string id) =>
        await TokenPages.FindAsync(exchange, exchange.User.Id, id)
        ?? (id.Any(char.IsAsciiLetterUpper) && Guid.TryParseExact(id, "D", out var uuid) ? await TokenPages.FindAsync(exchange, exchange.User.Id, uuid.ToString("D")) : null);

    private static Task ShowPersonAsync(DialectExchange exchange) => DialectAnswer.WriteAsync(
        exchange, StatusCodes.Status200OK,
        new DataprepPerson(UserNumbers.Of(exchange.User), exchange.User.Email ?? "", exchange.User.Name ?? exchange.User.Id.Value, exchange.Actor.IsAdministrator),
        DataprepJson.Default.DataprepPerson);

    private static DataprepToken ViewOf(Token token) => new(
        token.ExternalId?.Value ?? token.Id.ToString(), token.Description, TextOf(token.ExpiresAt), TextOf(token.LastUse?.At), TextOf(token.CreatedAt)!);

    private static string? TextOf(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static int? NumberIn(IQueryCollection query, string name, int whenAbsent, int most)
    {
        if (query[name] is not { Count: > 0 } text)
            return whenAbsent;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;
    }
}
