using System.Net.Mail;
using TokenGateway.Core.Notices;
using TokenGateway.Management.Notices;

namespace TokenGateway.Management.Tests.Notices;

public sealed class MailTextTests
{
    private static readonly DateTimeOffset Moment = new(2031, 5, 17, 12, 30, 0, TimeSpan.Zero);

    public static TheoryData<string> EveryType => [.. Enum.GetValues<NoticeType>().Select(NoticeTypes.NameOf)];

    [Theory]
    [MemberData(nameof(EveryType))]
    public void Every_type_has_words_and_says_which_token(string type)
    {
        using var mail = Write(Content(type));

        mail.Subject.ShouldStartWith("Token 7 \"ci\"");
        mail.Body.ShouldContain("Value:  tgw_7_...9fK2");
        mail.Body.ShouldContain("Ends:   2031-06-16 12:30 UTC");
        mail.Body.ShouldContain("Owner:  alice");
        mail.Headers["Message-ID"].ShouldBe("<0123abcd@gateway.example>");
    }

    [Fact]
    public void End_that_comes_stands_in_the_subject()
    {
        using var mail = Write(Content("token.expiring"));

        mail.Subject.ShouldBe("Token 7 \"ci\" ends on 2031-06-16");
    }

    [Fact]
    public void Leak_lists_what_was_deactivated_with_the_token_a_line_each()
    {
        var content = Content("token.leaked");
        using var mail = Write(content with { AlsoDeactivated = [content.Token with { Id = "8", Name = "made\r\nBcc: mallory@example.com" }, content.Token with { Id = "9" }] });

        mail.Body.ShouldContain("were deactivated with it:");
        mail.Body.Split(Environment.NewLine).ShouldContain("  9 ci, tgw_7_...9fK2, owner alice");
        mail.Body.Split(Environment.NewLine).ShouldAllBe(line => !line.StartsWith("Bcc", StringComparison.Ordinal));
    }

    // Names cannot be entered like this; a store that was written by others may hold them all the same.
    [Theory]
    [InlineData("ci\r\nBcc: mallory@example.com")]
    [InlineData("ci\nBcc: mallory@example.com")]
    [InlineData("ci\rBcc: mallory@example.com")]
    [InlineData("ci\u2028Bcc: mallory@example.com")]
    [InlineData("ci\u0085Bcc: mallory@example.com")]
    [InlineData("ci\0Bcc: mallory@example.com")]
    public void Name_of_a_token_starts_no_header_and_no_line(string name)
    {
        var content = Content("token.created");
        using var mail = Write(content with { Token = content.Token with { Name = name, Owner = name, Realm = name, Hint = name }, Actor = name, Address = name });

        mail.Subject.ShouldContain("Bcc: mallory@example.com");
        mail.Subject.ShouldAllBe(one => !char.IsControl(one) && one != '\u2028');
        mail.Headers.AllKeys.ShouldBe(["Message-ID", "Auto-Submitted"], ignoreOrder: true);
        mail.Body.Split(Environment.NewLine).ShouldAllBe(line => !line.StartsWith("Bcc", StringComparison.Ordinal));
        mail.Body.Replace(Environment.NewLine, "", StringComparison.Ordinal).ShouldAllBe(one => !char.IsControl(one) && one != '\u2028');
        mail.To.Count.ShouldBe(1);
        mail.Bcc.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("alice@example.com", true)]
    [InlineData("alice+tokens@example.com", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("alice", false)]
    [InlineData("alice@example.com, mallory@example.com", false)]
    [InlineData("alice@example.com\r\nBcc: mallory@example.com", false)]
    [InlineData("Alice <alice@example.com>", false)]
    [InlineData(" alice@example.com", false)]
    public void Address_is_one_address_and_nothing_besides(string? text, bool isAddress)
    {
        MailText.TryReadAddress(text, out var address).ShouldBe(isAddress);

        address?.Address.ShouldBe(text);
    }

    private static MailMessage Write(NoticeContent content) => MailText.Write(content, "tokens@gateway.example", new MailAddress("alice@example.com"));

    private static NoticeContent Content(string type) => new()
    {
        Id = "0123abcd",
        Type = type,
        At = Moment,
        Token = new NoticeToken { Id = "7", Name = "ci", Owner = "alice", Realm = "default", Hint = "tgw_7_...9fK2", ExpiresAt = Moment.AddDays(30) },
    };
}
