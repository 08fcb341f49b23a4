using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.Gcore;

/// <summary>
/// The calls of Gcore's identity API about tokens, account and user. Version 2 and those without a version differ only in
/// the values that they issue.
/// </summary>
internal sealed class GcoreCalls
{
    private readonly int _clientId;
    private readonly GcoreTokenReader _reader;
    private readonly GcoreViews _views;

    public GcoreCalls(int clientId, GcoreRoles roles)
    {
        _clientId = clientId;
        _reader = new GcoreTokenReader(roles);
        _views = new GcoreViews(clientId, roles);
        All =
        [
            .. TokenCalls("/iam/v2/clients/{clientId}/tokens", GcoreTokenFormat.Current),
            .. TokenCalls("/iam/clients/{clientId}/tokens", GcoreTokenFormat.Old),
            new(HttpMethods.Get, "/iam/clients/me", ShowAccountAsync) { Part = DialectParts.Account },
            new(HttpMethods.Get, "/iam/users/me", ShowUserAsync) { Part = DialectParts.Users },
        ];
    }

    public ImmutableArray<DialectCall> All { get; }

    private IEnumerable<DialectCall> TokenCalls(string path, GcoreTokenFormat format) =>
    [
        new(HttpMethods.Post, path, OfAccount(exchange => CreateAsync(exchange, format))),
        new(HttpMethods.Get, path, OfAccount(ListAsync)),
        new(HttpMethods.Get, path + "/{id}", OfAccount(ShowAsync)),
        new(HttpMethods.Delete, path + "/{id}", OfAccount(DeleteAsync)),
    ];

    private Func<DialectExchange, Task> OfAccount(Func<DialectExchange, Task> answer) => exchange =>
        int.TryParse(exchange.Value("clientId"), NumberStyles.None, CultureInfo.InvariantCulture, out var client) && client == _clientId ? answer(exchange) : GcoreAnswers.NotFoundAsync(exchange);

    private async Task CreateAsync(DialectExchange exchange, GcoreTokenFormat format)
    {
        var body = await DialectBody.ReadAsync(exchange, GcoreJson.Default.GcoreTokenRequest);
        if (body.Fault is { } fault || _reader.TryRead(body.Value!, out var wanted, out fault) is false)
        {
            await GcoreAnswers.InvalidAsync(exchange, fault!);
            return;
        }

        var request = wanted! with { Owner = exchange.User.Id, Realm = exchange.Realm, Format = format };
        var issued = await exchange.Tokens.IssueAsync(exchange.Actor, request, exchange.Model, exchange.Aborted);
        if (!issued.Succeeded)
        {
            await GcoreAnswers.RefusedAsync(exchange, issued.Error);
            return;
        }

        var token = (await _views.OfAsync(exchange, [issued.Value.Token]))[0] with { Token = issued.Value.Value };
        await DialectAnswer.WriteAsync(exchange, StatusCodes.Status200OK, token, GcoreJson.Default.GcoreToken);
    }

    private async Task ListAsync(DialectExchange exchange)
    {
        if (_reader.ReadFilter(exchange.Http.Request.Query, out var fault) is not { } filter)
        {
            await GcoreAnswers.InvalidAsync(exchange, fault!);
            return;
        }

        var found = await TokenPages.ReadAsync(exchange, new TokenFilter { Role = filter.Role, State = filter.Deleted ? TokenState.Deleted : null });
        if (!found.Succeeded)
        {
            await GcoreAnswers.RefusedAsync(exchange, found.Error);
            return;
        }

        var tokens = (await _views.OfAsync(exchange, found.Value)).Where(token =>
            (filter.IssuedBy is not { } by || token.ClientUser.UserId == by) && (filter.NotIssuedBy is not { } not || token.ClientUser.UserId != not)).ToList();
        await DialectAnswer.WriteAsync(exchange, StatusCodes.Status200OK, tokens, GcoreJson.Default.ListGcoreToken);
    }

    private async Task ShowAsync(DialectExchange exchange)
    {
        if (IdOf(exchange) is not { } id)
        {
            await GcoreAnswers.NotFoundAsync(exchange);
            return;
        }

        var found = await exchange.Tokens.GetAsync(exchange.Actor, id, exchange.Aborted);
        if (found.Succeeded)
            await DialectAnswer.WriteAsync(exchange, StatusCodes.Status200OK, (await _views.OfAsync(exchange, [found.Value]))[0], GcoreJson.Default.GcoreToken);
        else
            await GcoreAnswers.RefusedAsync(exchange, found.Error);
    }

    private static async Task DeleteAsync(DialectExchange exchange)
    {
        if (IdOf(exchange) is not { } id)
        {
            await GcoreAnswers.NotFoundAsync(exchange);
            return;
        }

        var deleted = await exchange.Tokens.DeleteAsync(exchange.Actor, id, exchange.Aborted);
        if (deleted.Succeeded)
            await DialectAnswer.WriteEmptyAsync(exchange, StatusCodes.Status204NoContent);
        else
            await GcoreAnswers.RefusedAsync(exchange, deleted.Error);
    }

    private Task ShowAccountAsync(DialectExchange exchange) =>
        DialectAnswer.WriteAsync(exchange, StatusCodes.Status200OK, _views.Account(exchange), GcoreJson.Default.GcoreAccount);

    private Task ShowUserAsync(DialectExchange exchange) =>
        DialectAnswer.WriteAsync(exchange, StatusCodes.Status200OK, _views.Of(exchange.User, exchange.Model), GcoreJson.Default.GcoreUser);

    // Declared tokens have no number.
    private static TokenId? IdOf(DialectExchange exchange) =>
        TokenId.TryParse(exchange.Value("id"), out var id) && !id.IsDeclared ? id : null;
}
