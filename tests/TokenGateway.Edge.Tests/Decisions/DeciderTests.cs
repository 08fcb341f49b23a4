using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Tests.Configuration.Ambiguity;
using TokenGateway.Edge.Tests.Intake;

namespace TokenGateway.Edge.Tests.Decisions;

/// <summary>The table <c>outcomes.txt</c>: every refusal of a decision, by what causes it.</summary>
public sealed class DeciderTests : IAsyncLifetime
{
    private const string Elsewhere = "elsewhere";

    private readonly LiveEdge _edge = new(File.ReadAllText(PathOf("outcomes.json")));

    private static readonly string[][] Rows =
    [
        .. File.ReadLines(PathOf("outcomes.txt")).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('|', StringSplitOptions.TrimEntries)),
    ];

    public static IEnumerable<object[]> Outcomes => Rows;

    public static IEnumerable<object[]> OutcomesOfDeclaredTokens => Rows.Where(row => row[1] != Elsewhere);

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void Request_has_the_outcome_of_the_table(string request, string token, string route, string outcome, string says)
    {
        var decision = Decide(request, token);

        ((decision.Route?.Id ?? decision.Own?.Path ?? "-"), decision.Code?.ToString() ?? "Allowed").ShouldBe((route, outcome), decision.Fault?.Detail);
        string.Join("; ", new[] { decision.Fault?.Detail, decision.Fault?.Needed, decision.Fault?.Has, decision.Allow }.OfType<string>()).ShouldContain(says == "-" ? "" : says);
    }

    [Theory]
    [MemberData(nameof(OutcomesOfDeclaredTokens))]
    public async Task Pipeline_answers_as_the_table_says(string request, string token, string route, string outcome, string says)
    {
        says.ShouldNotBeNull();
        var cells = request.Split(' ');

        var answer = await _edge.SendAsync(new SampleRequest(cells[1]) { Method = cells[0] }, token == "-" ? null : token);

        (answer.Route ?? (route[0] == '/' ? route : "-"), answer.Outcome).ShouldBe((route, outcome));
    }

    [Fact]
    public void Every_refusal_that_a_decision_gives_is_in_the_table() =>
        Rows.Select(row => row[3]).Distinct().Except(["Allowed"]).Order(StringComparer.Ordinal).ShouldBe(
            new[]
            {
                RefusalCode.BadTarget, RefusalCode.NotFound, RefusalCode.MethodNotAllowed, RefusalCode.MissingToken, RefusalCode.InsufficientRole,
                RefusalCode.InsufficientPermission, RefusalCode.AddressNotAllowed, RefusalCode.WrongRealm,
            }.Select(code => code.ToString()).Order(StringComparer.Ordinal));

    [Fact]
    public void Client_from_an_unknown_place_is_taken_for_one_that_may()
    {
        var model = _edge.Model;
        var facts = model.Table.Find("GET", "/orders/1");

        Decider.Decide(facts, SnapshotOf(Elsewhere), model).Code.ShouldBe(RefusalCode.AddressNotAllowed);
        Decider.Decide(facts with { IsAnywhere = true }, SnapshotOf(Elsewhere), model).Code.ShouldBeNull();
    }

    [Theory]
    [InlineData("GET", null)]
    [InlineData("POST", RefusalCode.InsufficientRole)]
    [InlineData("TRACE", RefusalCode.MethodNotAllowed)]
    public void Any_request_on_a_route_is_judged_by_its_method(string method, RefusalCode? code)
    {
        var route = _edge.Model.Routes["orders"];

        Decider.Judge(RequestFacts.On(route, method), new Decision { Method = method, Route = route }, SnapshotOf("user")).Code.ShouldBe(code);
    }

    [Fact]
    public void Protocol_that_the_route_does_not_allow_is_left_out()
    {
        var facts = _edge.Model.Table.Find("GET", "/orders/1");

        Decider.FindRoute(facts with { Upgrade = "websocket" }, _edge.Model).Upgrade.ShouldBe("websocket");
        Decider.FindRoute(facts with { Upgrade = "SPDY/3.1" }, _edge.Model).Upgrade.ShouldBeNull();
    }

    [Fact]
    public void Decision_that_allows_allocates_nothing()
    {
        var model = _edge.Model;
        var facts = model.Table.Find("GET", "/orders/1");
        var snapshot = SnapshotOf("user");

        Allocation.Of(() => Decider.Decide(facts, snapshot, model).Code.HasValue.ShouldBeFalse()).ShouldBe(0);
    }

    [Fact]
    public void Noting_what_a_request_needs_allocates_nothing()
    {
        var model = _edge.Model;
        var facts = model.Table.Find("POST", "/orders/1");
        var id = TokenId.Stored(7);
        var snapshot = TokenSnapshot.Compile(new TokenFacts(SnapshotOf("engineer")!.Token with { Id = id }, null), model.Access, new UsageCounter(id));
        var (recorder, context) = (new UsageRecorder(TimeProvider.System), new DefaultHttpContext());
        var (usage, request) = (new RequestUsage(recorder), new EdgeRequest(new EdgeConnection()));
        request.Take(Decider.Decide(facts, snapshot, model));
        request.Decision.Code.ShouldBeNull();

        Allocation.Of(() => usage.Need(context, request)).ShouldBe(0);

        recorder.CollectPermissions().ShouldHaveSingleItem().Permission.ShouldBe("orders:write");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _edge.DisposeAsync();

    private Decision Decide(string request, string token)
    {
        var cells = request.Split(' ');
        var model = _edge.Model;
        return Decider.Decide(Located(model, cells[0], cells[1]), SnapshotOf(token), model);
    }

    private TokenSnapshot? SnapshotOf(string token) => token switch
    {
        "-" => null,
        Elsewhere => TokenSnapshot.Compile(
            new TokenFacts(_edge.SnapshotOf("engineer")!.Token with { Addresses = [AddressRange.Parse("192.0.2.0/24")] }, null), _edge.Model.Access),
        _ => _edge.SnapshotOf(token).ShouldNotBeNull(),
    };

    private static RequestFacts Located(GatewayModel model, string method, string target)
    {
        var facts = model.Table.Find(method, target);
        facts.Request!.HttpContext.Connection.RemoteIpAddress = System.Net.IPAddress.Loopback;
        return facts;
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Decisions", name);
}
