using TokenGateway.Core.Tokens;
using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Tests.Tokens;

public sealed class SentFormsTests
{
    private static readonly TokenDigest Session = TokenDigest.Of("session");

    private readonly SentForms _forms = new();
    private int _done;

    [Fact]
    public async Task Form_that_comes_again_leads_to_what_the_first_did()
    {
        (await SendAsync("f")).ShouldBe("/1");
        (await SendAsync("f")).ShouldBe("/1");
        (await SendAsync("g")).ShouldBe("/2");
    }

    [Fact]
    public async Task Form_that_comes_while_the_first_is_worked_on_waits_for_it()
    {
        var working = new TaskCompletionSource<string?>();
        var first = _forms.OnceAsync(Session, "f", () => working.Task);
        var second = SendAsync("f");

        second.IsCompleted.ShouldBeFalse();
        working.SetResult("/first");

        (await first, await second, _done).ShouldBe(("/first", "/first", 0));
    }

    [Fact]
    public async Task Form_that_did_nothing_may_be_sent_again()
    {
        var working = new TaskCompletionSource<string?>();
        var first = _forms.OnceAsync(Session, "f", () => working.Task);
        var second = SendAsync("f");
        working.SetResult(null);

        (await first).ShouldBeNull();
        (await second).ShouldBe("/1");
        (await SendAsync("f")).ShouldBe("/1");
    }

    [Fact]
    public async Task Form_that_failed_may_be_sent_again()
    {
        await Should.ThrowAsync<InvalidOperationException>(_forms.OnceAsync(Session, "f", () => throw new InvalidOperationException()));

        (await SendAsync("f")).ShouldBe("/1");
    }

    [Fact]
    public async Task Form_of_another_session_is_another()
    {
        await SendAsync("f");

        (await _forms.OnceAsync(TokenDigest.Of("other"), "f", DoAsync)).ShouldBe("/2");
    }

    [Theory]
    [InlineData("")]
    [InlineData("x123456789x123456789x123456789x123456789x123456789x123456789x1234")]
    public async Task Form_without_a_number_is_never_known_again(string form)
    {
        (await SendAsync(form)).ShouldBe("/1");
        (await SendAsync(form)).ShouldBe("/2");
    }

    [Fact]
    public async Task Memory_is_bounded()
    {
        await SendAsync("first");
        for (var i = 0; i < SentForms.MostKept; i++)
            await SendAsync($"form {i}");

        (await SendAsync("first")).ShouldBe($"/{SentForms.MostKept + 2}");
    }

    private Task<string?> SendAsync(string form) => _forms.OnceAsync(Session, form, DoAsync);

    private Task<string?> DoAsync() => Task.FromResult<string?>($"/{++_done}");
}
