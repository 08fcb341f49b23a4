namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>What all responses have in common, and the response for a path without a call.</summary>
public sealed class AnswerTests(ManagedEdge edge) : IClassFixture<ManagedEdge>
{
    [Theory]
    [InlineData("GET", "/me")]
    [InlineData("GET", "/tokens/999999")]
    [InlineData("PUT", "/me")]
    [InlineData("GET", "/api/v2/me")]
    [InlineData("GET", "/openapi/v1.json")]
    public async Task Every_answer_is_kept_by_nobody_and_can_be_found_again(string method, string path)
    {
        var answer = await edge.Owner.SendAsync(method, path);

        answer.Headers.CacheControl!.ToString().ShouldBe("no-store");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("X-Request-Id").Single().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/v1")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1/tokens/1/nothing")]
    [InlineData("/openapi/v2.json")]
    public async Task An_unknown_path_is_a_problem_document(string path)
    {
        var answer = await edge.Owner.GetAsync(path);

        (answer.Status, answer.Code).ShouldBe((404, "not_found"), answer.Text);
        ((string?)answer["traceId"]).ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("PUT", "/tokens", "GET, POST")]
    [InlineData("GET", "/tokens/1/rotate", "POST")]
    [InlineData("POST", "/users/alice", "DELETE, GET, PATCH")]
    public async Task Another_method_is_told_which_there_are(string method, string path, string allow)
    {
        var answer = await edge.Owner.SendAsync(method, path);

        (answer.Status, answer.Code).ShouldBe((405, "method_not_allowed"));
        answer.Allow.ShouldBe(allow);
        answer.Detail!.ShouldContain(allow.Split(',')[0]);
    }

    [Fact]
    public async Task Two_answers_have_ids_of_their_own()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 5; i++)
            ids.Add((await edge.Owner.GetAsync("/me")).Headers.GetValues("X-Request-Id").Single());

        ids.Count.ShouldBe(5);
    }
}
