using TokenGateway.Testing;
namespace TokenGateway.EndToEnd.Tests.Notices;

/// <summary>Mails at the lead times, received by a real SMTP server, with the clock set ahead by days.</summary>
public sealed class ExpiryMailTests : IAsyncLifetime
{
    private SmtpServer _smtp = null!;
    private NoticeGateway _telling = null!;

    public async Task InitializeAsync()
    {
        _smtp = await SmtpServer.StartAsync();
        _telling = await NoticeGateway.StartAsync(NoticeGateway.Smtp(_smtp.Port));
    }

    public async Task DisposeAsync()
    {
        await _telling.DisposeAsync();
        await _smtp.DisposeAsync();
    }

    [Fact]
    public async Task Owner_is_told_once_at_each_lead_time()
    {
        var token = await _telling.IssueAsync("ci", TimeSpan.FromDays(40));
        foreach (var (days, so_far) in new[] { (11, 1), (23, 2), (5, 3) })
        {
            await _telling.StepAsync(TimeSpan.FromDays(days));
            await _smtp.WaitAsync("\"ci\" expires on", so_far);
        }

        await FenceAsync();
        var mails = _smtp.Of("\"ci\" expires on");
        mails.Count.ShouldBe(3);
        mails.ShouldAllBe(mail => mail.To.Single() == "alice@example.com" && mail.From == "tokens@gateway.example");
        mails.Select(mail => mail.Header("Message-ID")).Distinct().Count().ShouldBe(3);
        mails[0].Header("Auto-Submitted").ShouldBe("auto-generated");
        mails[0].Body.ShouldContain($"Token:  {token.Token.Id}");
        mails[0].Body.ShouldContain(token.Token.Hint);
        _smtp.Mails.ShouldAllBe(mail => !mail.Text.Contains(token.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Token_of_three_days_gets_only_the_mail_of_the_last_day()
    {
        await _telling.IssueAsync("short", TimeSpan.FromDays(3));
        await FenceAsync();
        _smtp.Of("\"short\" expires on").ShouldBeEmpty();

        await _telling.StepAsync(TimeSpan.FromDays(2.5));

        await _smtp.WaitAsync("\"short\" expires on");
        await FenceAsync();
        _smtp.Of("\"short\" expires on").Count.ShouldBe(1);
    }

    [Fact]
    public async Task After_a_long_stop_one_mail_tells_it_all()
    {
        await _telling.IssueAsync("slept", TimeSpan.FromDays(40));
        await _telling.StopAllAsync();
        await _telling.StepAsync(TimeSpan.FromDays(39.5));
        await _telling.StartOneAsync();

        await _smtp.WaitAsync("\"slept\" expires on");
        await FenceAsync();
        _smtp.Of("\"slept\" expires on").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Tokens_that_are_not_in_use_are_not_told_of()
    {
        var off = await _telling.IssueAsync("off", TimeSpan.FromDays(40));
        var gone = await _telling.IssueAsync("gone", TimeSpan.FromDays(40));
        await _telling.IssueAsync("used", TimeSpan.FromDays(40));
        await _telling.First.Tokens.DeactivateAsync(NoticeGateway.Operator, off.Token.Id, CancellationToken.None);
        await _telling.First.Tokens.DeleteAsync(NoticeGateway.Operator, gone.Token.Id, CancellationToken.None);

        await _telling.StepAsync(TimeSpan.FromDays(11));

        await _smtp.WaitAsync("\"used\" expires on");
        _smtp.Of("expires on").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Clock_that_steps_back_an_hour_tells_nothing_twice()
    {
        await _telling.IssueAsync("twice", TimeSpan.FromDays(40));
        await _telling.StepAsync(TimeSpan.FromDays(10) + TimeSpan.FromMinutes(1));
        await _smtp.WaitAsync("\"twice\" expires on");

        await _telling.StepAsync(TimeSpan.FromHours(-1));
        await FenceAsync();
        await _telling.StepAsync(TimeSpan.FromHours(2));
        await FenceAsync();

        _smtp.Of("\"twice\" expires on").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_gateways_on_one_store_tell_once()
    {
        await _telling.StartOneAsync();
        for (var i = 0; i < 10; i++)
            await _telling.IssueAsync($"shared {i}", TimeSpan.FromDays(40));

        // A jump of days in the middle of sending looks like a gateway that died there.
        await Eventually.BecomesTrueAsync(
            () => Task.FromResult(_telling.Read("SELECT count(*) FROM notices WHERE attempts > 0 AND done_at IS NULL") == 0), "nothing is being sent");
        await _telling.StepAsync(TimeSpan.FromDays(11));

        await _smtp.WaitAsync("expires on", 10);
        await FenceAsync();
        _smtp.Of("expires on").Count.ShouldBe(10);
        _smtp.Of("was created").Select(mail => mail.Subject).ShouldBeUnique();
        _telling.Read("SELECT count(*) FROM notices WHERE attempts > 1").ShouldBe(0);
    }

    [Fact]
    public async Task Administrators_are_told_too_where_the_file_says_so()
    {
        await _telling.StopAllAsync();
        _telling.Notices["ToAdministrators"] = true;
        await _telling.StartOneAsync();
        await _telling.First.IssueAsync("root", "Administrators");
        await _telling.IssueAsync("both", TimeSpan.FromDays(40));

        await _telling.StepAsync(TimeSpan.FromDays(11));

        var mails = await _smtp.WaitAsync("\"both\" expires on", 2);
        mails.Select(mail => mail.To.Single()).ShouldBe(["alice@example.com", "root@example.com"], ignoreOrder: true);
    }

    [Fact]
    public async Task Changed_configuration_is_taken_without_a_restart()
    {
        await _telling.IssueAsync("reload", TimeSpan.FromDays(40));
        _telling.Notices["LeadTimes"] = new System.Text.Json.Nodes.JsonArray("39d");
        await _telling.First.RewriteAsync(_telling.Configuration());
        await _telling.StepAsync(TimeSpan.FromDays(2));

        await _smtp.WaitAsync("\"reload\" expires on");
    }

    // Notices are sent in the order in which they became due: nothing that is sent after this was sent before it.
    private async Task FenceAsync()
    {
        var name = $"fence {Guid.NewGuid():N}";
        await _telling.IssueAsync(name);
        await _smtp.WaitAsync($"\"{name}\" was created");
    }
}
