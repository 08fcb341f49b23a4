using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Portal.Bulk;
using TokenGateway.Portal.Tests.Sessions;
using TokenGateway.Testing;

namespace TokenGateway.Portal.Tests.Bulk;

/// <summary>Many tokens at once, as forms without a script send it.</summary>
public sealed partial class BulkPageTests(PageClient client) : IClassFixture<PageClient>
{
    [Fact]
    public async Task Preview_changes_nothing_and_its_confirmation_does()
    {
        var (first, second) = (await client.IssueAsync("erik"), await client.IssueAsync("erik"));
        var preview = await PreviewAsync("erik", "deactivate", ("id", first), ("id", second));

        var page = await client.GetTextAsync("erik", preview);
        page.ShouldContain("Deactivate tokens: 2");
        page.ShouldContain("None of these tokens was used in the last 24 hours.");
        (await StateAsync(first)).ShouldBe(TokenState.Active);

        var result = await RunAsync("erik", preview, "Lower");
        (await client.GetTextAsync("erik", result)).ShouldContain("<dt>Done</dt><dd>2</dd>");
        (await StateAsync(first)).ShouldBe(TokenState.Inactive);
        (await StateAsync(second)).ShouldBe(TokenState.Inactive);
        (await RecordsAsync(AuditAction.TokenDeactivated, first)).ShouldHaveSingleItem().Entry.Actor.Name.ShouldBe("user:erik");
    }

    [Fact]
    public async Task Activation_says_what_was_so_already()
    {
        var id = await client.IssueAsync("erik");
        var result = await RunAsync("erik", await PreviewAsync("erik", "activate", ("id", id)), "Activate");

        (await client.GetTextAsync("erik", result)).ShouldContain("<dt>Unchanged</dt><dd>1</dd>");
        (await RecordsAsync(AuditAction.TokenActivated, id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Deleting_asks_for_the_number_of_tokens()
    {
        var id = await client.IssueAsync("erik");
        var preview = await PreviewAsync("erik", "delete", ("scope", "page"), ("page", id));

        (await client.PostAsync("erik", preview + "?handler=Lower", ("count", "2"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await StateAsync(id)).ShouldBe(TokenState.Active);
        await RunAsync("erik", preview, "Lower", ("count", "1"));

        (await StateAsync(id)).ShouldBe(TokenState.Deleted);
    }

    [Fact]
    public async Task Tokens_of_others_are_not_among_them_whatever_the_form_says()
    {
        var (own, other) = (await client.IssueAsync("uma"), await client.IssueAsync("erik"));
        var result = await RunAsync("uma", await PreviewAsync("uma", "deactivate", ("id", own), ("id", other), ("id", "static:any"), ("id", "nothing")), "Lower");

        (await client.GetTextAsync("uma", result)).ShouldContain("Deactivate tokens: 1");
        (await StateAsync(other)).ShouldBe(TokenState.Active);
        (await client.PostAsync("uma", "/tokens/bulk", ("action", "deactivate"), ("id", other))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Filter_is_evaluated_for_the_preview_and_not_again()
    {
        var before = await IssueAsync("erik", "batch one");
        var preview = (await client.PostAsync("ada", "/tokens/bulk?q=batch", ("action", "deactivate"), ("scope", "all"))).Headers.Location!.ToString();
        var after = await IssueAsync("erik", "batch two");
        await RunAsync("ada", preview, "Lower");

        (await StateAsync(before)).ShouldBe(TokenState.Inactive);
        (await StateAsync(after)).ShouldBe(TokenState.Active);
    }

    [Fact]
    public async Task Filter_of_an_owner_finds_neither_somebody_elses_nor_ones_own()
    {
        await IssueAsync("erik", "mixed");
        await IssueAsync("uma", "mixed");

        var answer = await client.PostAsync("uma", "/tokens/bulk?q=mixed&owner=erik", ("action", "deactivate"), ("scope", "all"));

        answer.Headers.Location.ShouldBeNull();
        (await answer.Content.ReadAsStringAsync()).ShouldContain("may not list the tokens of erik");
    }

    [Fact]
    public async Task Selection_is_of_its_session_and_for_one_use()
    {
        var id = await client.IssueAsync("erik");
        var preview = await PreviewAsync("erik", "deactivate", ("id", id));

        (await client.SendAsync("ada", HttpMethod.Get, preview)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.PostAsync("ada", preview + "?handler=Lower")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => client.PostAsync("erik", preview + "?handler=Lower")));

        both.Select(one => one.Headers.Location).Distinct().Count().ShouldBe(1);
        (await client.SendAsync("erik", HttpMethod.Get, preview)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.SendAsync("ada", HttpMethod.Get, both[0].Headers.Location!.ToString())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await RecordsAsync(AuditAction.TokenDeactivated, id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Handler_of_another_kind_does_not_run_a_plan()
    {
        var id = await client.IssueAsync("erik");
        await client.PostAsync("erik", $"/tokens/{id}?handler=Deactivate");
        var preview = await PreviewAsync("erik", "activate", ("id", id));

        (await client.PostAsync("erik", preview + "?handler=Lower")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await StateAsync(id)).ShouldBe(TokenState.Inactive);
    }

    [Fact]
    public async Task One_that_does_not_work_stops_no_other()
    {
        var (gone, kept) = (await client.IssueAsync("erik"), await client.IssueAsync("erik"));
        var preview = await PreviewAsync("erik", "deactivate", ("id", gone), ("id", kept));
        await client.PostAsync("erik", $"/tokens/{gone}?handler=Delete", ("name", "test"));
        var result = await RunAsync("erik", preview, "Lower");

        var page = await client.GetTextAsync("erik", result);
        page.ShouldContain("<dt>Done</dt><dd>1</dd>");
        page.ShouldContain("<dt>Refused</dt><dd>1</dd>");
        page.ShouldContain($"Token {gone} does not exist.");
        (await StateAsync(kept)).ShouldBe(TokenState.Inactive);
    }

    [Fact]
    public async Task Result_as_a_file_has_no_formula()
    {
        var id = await IssueAsync("erik", "=HYPERLINK(\"http://evil\",\"x\")");
        var result = await RunAsync("erik", await PreviewAsync("erik", "deactivate", ("id", id)), "Lower");

        (await client.GetTextAsync("erik", result + "?format=csv")).ShouldBe($"id,name,owner,result,reason\r\n{id},\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\",erik,Done,\r\n");
        (await client.GetTextAsync("erik", result + "?format=markdown")).ShouldContain($"| {id} | =HYPERLINK");
    }

    [Fact]
    public async Task Many_are_done_in_the_background_with_progress()
    {
        var ids = new List<string>();
        for (var i = 0; i < BulkRunner.MostAtOnce + 1; i++)
            ids.Add(await IssueAsync("erik", $"large {i}"));
        var preview = (await client.PostAsync("ada", "/tokens/bulk?q=large", ("action", "delete"), ("scope", "all"))).Headers.Location!.ToString();
        (await client.GetTextAsync("ada", preview)).ShouldContain("And 401 more.");
        var result = await RunAsync("ada", preview, "Lower", ("count", "501"));

        // As often as a browser, or nearly: pages one after another would exceed the limit of reads.
        var page = "";
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                var answer = await client.SendAsync("ada", HttpMethod.Get, result);
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
                page = await answer.Content.ReadAsStringAsync();
                if (!answer.Headers.TryGetValues("Refresh", out var refresh))
                    return true;
                refresh.ShouldHaveSingleItem().ShouldBe("2");
                page.ShouldContain("of 501 tokens");
                return false;
            },
            "the run ends",
            TimeSpan.FromMinutes(1),
            TimeSpan.FromMilliseconds(500));

        page.ShouldContain("<dt>Done</dt><dd>501</dd>");
        (await StateAsync(ids[0])).ShouldBe(TokenState.Deleted);
        (await StateAsync(ids[^1])).ShouldBe(TokenState.Deleted);
    }

    private async Task<string> PreviewAsync(string user, string action, params (string Name, string Value)[] fields)
    {
        var answer = await client.PostAsync(user, "/tokens/bulk", [("action", action), .. fields]);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var path = answer.Headers.Location!.ToString();
        Preview().IsMatch(path).ShouldBeTrue(path);
        return path;
    }

    private async Task<string> RunAsync(string user, string preview, string handler, params (string Name, string Value)[] fields)
    {
        var answer = await client.PostAsync(user, $"{preview}?handler={handler}", fields);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        return answer.Headers.Location!.ToString();
    }

    private async Task<string> IssueAsync(string user, string name) => (await client.Gateway.Tokens.IssueAsync(
        Actor.Operator("test"), new IssueRequest { Owner = UserId.Parse(user), Name = name }, client.Gateway.Services.GetRequiredService<IAccessModelSource>().Current, default)).Value!.Token.Id.ToString();

    private async Task<TokenState> StateAsync(string id) =>
        (await client.Gateway.Tokens.GetAsync(Actor.Operator("test"), TokenId.TryParse(id, out var token) ? token : default, default)).Value!.StateAt(DateTimeOffset.UtcNow);

    private async Task<IReadOnlyList<AuditRecord>> RecordsAsync(AuditAction action, string id) =>
        await client.Gateway.Services.GetRequiredService<IAuditLog>().ListNewestAsync(new AuditFilter { Action = action, Subject = $"token:{id}" }, null, 10, default);

    [GeneratedRegex("^/tokens/bulk/[0-9a-f]{32}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Preview();
}
