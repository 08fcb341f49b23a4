namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>The order and filters of lists in the API.</summary>
public sealed class OrderTests(ManagedEdge edge) : IClassFixture<ManagedEdge>
{
    [Fact]
    public async Task Tokens_are_ordered_over_pages()
    {
        foreach (var (name, end) in new[] { ("zz-bravo", "\"expiresIn\": \"2d\""), ("zz-alpha", "\"expiresIn\": \"1d\""), ("zz-charlie", "\"expiresIn\": null") })
            (await edge.Owner.PostAsync("/tokens", $$"""{ "name": "{{name}}", {{end}} }""")).Status.ShouldBe(201);

        var first = await edge.Owner.GetAsync("/tokens?sort=-name&limit=2");
        Names(first.Items).ShouldBe(["zz-charlie", "zz-bravo"]);
        var second = await edge.Owner.GetAsync($"/tokens?sort=-name&limit=2&cursor={first["next"]}");
        Names(second.Items)[0].ShouldBe("zz-alpha");
        (await edge.Owner.GetAsync($"/tokens?sort=name&limit=2&cursor={first["next"]}")).Status.ShouldBe(400);
        Names((await edge.Owner.GetAsync("/tokens?sort=expires&limit=2")).Items).ShouldBe(["zz-alpha", "zz-bravo"]);
        Names((await edge.Owner.GetAsync("/tokens?neverExpires=true")).Items).ShouldNotContain("zz-alpha");
    }

    [Theory]
    [InlineData("/tokens?sort=secret")]
    [InlineData("/tokens?sort=--name")]
    [InlineData("/tokens?neverExpires=1")]
    public async Task What_is_no_order_and_no_flag_is_refused(string path) =>
        ((await edge.Owner.GetAsync(path)).Status).ShouldBe(400);

    [Fact]
    public async Task Users_are_searched_stored_and_declared_ones()
    {
        (await edge.Admin.GetAsync("/users?q=DAVE")).Items.Select(one => (string?)one!["id"]).ShouldBe(["dave"]);
        (await edge.Admin.GetAsync("/users?q=alic")).Items.Select(one => (string?)one!["id"]).ShouldBe(["alice"]);
        (await edge.Admin.GetAsync("/users?q=nobody-at-all")).Items.ShouldBeEmpty();
    }

    private static List<string> Names(System.Text.Json.Nodes.JsonArray items) => [.. items.Select(one => (string)one!["name"]!)];
}
