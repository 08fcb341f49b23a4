using System.Net;
using System.Security.Cryptography;
using System.Text;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>Values created by callers: registered by their SHA-256, contained in no response, and valid at the edge.</summary>
public sealed class DigestTests(ManagedEdge edge) : IClassFixture<ManagedEdge>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_value_of_the_callers_works_and_no_answer_has_a_value(bool upperCase)
    {
        var value = NewValue();
        var digest = upperCase ? DigestOf(value).ToUpperInvariant() : DigestOf(value);

        var made = await edge.Owner.PostAsync("/tokens", $$"""{ "name": "mine", "sha256": "{{digest}}", "expiresIn": "1h" }""");

        made.Status.ShouldBe(201, made.Text);
        made.Json!.AsObject().ContainsKey("token").ShouldBeFalse();
        ((string?)made["hint"]).ShouldBe("sha256:" + DigestOf(value)[..8]);
        made.Json!.ToJsonString().ShouldBe((await edge.Owner.GetAsync($"/tokens/{made["id"]}")).Json!.ToJsonString());
        (await EdgeStatusAsync(value)).ShouldBe(HttpStatusCode.OK);
        (await edge.Owner.DeleteAsync($"/tokens/{made["id"]}")).Status.ShouldBe(204);
        (await EdgeStatusAsync(value)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_value_that_was_unknown_a_moment_ago_works_at_once()
    {
        var value = NewValue();
        (await EdgeStatusAsync(value)).ShouldBe(HttpStatusCode.Unauthorized);

        (await edge.Owner.PostAsync("/tokens", $$"""{ "sha256": "{{DigestOf(value)}}" }""")).Status.ShouldBe(201);

        (await EdgeStatusAsync(value)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_rotation_registers_the_next_value_and_the_last_one_goes_on_for_its_overlap()
    {
        var (first, second) = (NewValue(), NewValue());
        var made = await edge.Owner.PostAsync("/tokens", $$"""{ "sha256": "{{DigestOf(first)}}", "expiresIn": "1h" }""");

        var rotated = await edge.Owner.PostAsync($"/tokens/{made["id"]}/rotate", $$"""{ "sha256": "{{DigestOf(second)}}", "overlap": "30m" }""");

        rotated.Status.ShouldBe(200, rotated.Text);
        rotated.Json!.AsObject().ContainsKey("token").ShouldBeFalse();
        ((string?)rotated["hint"]).ShouldBe("sha256:" + DigestOf(second)[..8]);
        (await EdgeStatusAsync(first), await EdgeStatusAsync(second)).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        var ours = await edge.Owner.PostAsync($"/tokens/{made["id"]}/rotate");
        (await EdgeStatusAsync((string)ours["token"]!), await EdgeStatusAsync(second)).ShouldBe((HttpStatusCode.OK, HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task A_value_that_is_or_was_a_tokens_is_refused()
    {
        var made = await edge.Other.PostAsync("/tokens", "{}");
        var deleted = await edge.Other.PostAsync("/tokens", "{}");
        await edge.Other.DeleteAsync($"/tokens/{deleted["id"]}");
        var rotated = await edge.Other.PostAsync("/tokens", "{}");
        await edge.Other.PostAsync($"/tokens/{rotated["id"]}/rotate");
        var own = await edge.Owner.PostAsync("/tokens", "{}");

        foreach (var value in new[] { (string)made["token"]!, (string)deleted["token"]!, (string)rotated["token"]!, ManagedEdge.DeclaredValue })
        {
            var refused = await edge.Owner.PostAsync("/tokens", $$"""{ "sha256": "{{DigestOf(value)}}" }""");
            (refused.Status, (string?)refused["code"]).ShouldBe((409, "value_known"));
            var kept = await edge.Owner.PostAsync($"/tokens/{own["id"]}/rotate", $$"""{ "sha256": "{{DigestOf(value)}}" }""");
            (kept.Status, (string?)kept["code"]).ShouldBe((409, "value_known"));
        }

        (await EdgeStatusAsync((string)made["token"]!), await EdgeStatusAsync((string)own["token"]!)).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a-value-and-no-digest-of-one")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85")]
    [InlineData("g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public async Task What_is_no_digest_is_refused_and_not_repeated(string text)
    {
        foreach (var path in new[] { "/tokens", "/tokens/1/rotate" })
        {
            var refused = await edge.Owner.PostAsync(path, $$"""{ "sha256": "{{text}}" }""");
            (refused.Status, (string?)refused["code"]).ShouldBe((400, "invalid_value"));
            if (text.Length > 0)
                refused.Text.ShouldNotContain(text);
        }
    }

    [Fact]
    public async Task The_rules_are_those_of_any_new_token()
    {
        (await CodeAsync("role", "\"Administrators\"")).ShouldBe((403, "role_not_held"));
        (await CodeAsync("owner", "\"bob\"")).ShouldBe((403, "forbidden"));
        (await CodeAsync("expiresAt", "\"2020-01-01T00:00:00Z\"")).ShouldBe((422, "end_in_the_past"));
        (await CodeAsync("externalId", "\"twice\"")).ShouldBe((201, null));
        (await CodeAsync("externalId", "\"twice\"")).ShouldBe((409, "external_id_taken"));
    }

    [Fact]
    public async Task The_digest_of_nothing_is_refused()
    {
        var refused = await edge.Owner.PostAsync("/tokens", $$"""{ "sha256": "{{DigestOf("")}}" }""");
        (refused.Status, (string?)refused["code"]).ShouldBe((422, "value_too_weak"));
    }

    private async Task<(int Status, string? Code)> CodeAsync(string member, string json)
    {
        var answer = await edge.Owner.PostAsync("/tokens", $$"""{ "sha256": "{{DigestOf(NewValue())}}", "{{member}}": {{json}} }""");
        return (answer.Status, answer.Status < 300 ? null : (string?)answer["code"]);
    }

    private static string NewValue() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    private static string DigestOf(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));

    private async Task<HttpStatusCode> EdgeStatusAsync(string token)
    {
        using var client = edge.Gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/orders");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        return (await client.SendAsync(request)).StatusCode;
    }
}
