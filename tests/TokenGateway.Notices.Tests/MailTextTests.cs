using MimeKit;
using TokenGateway.Core.Notices;

namespace TokenGateway.Notices.Tests;

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
        BodyOf(mail).ShouldContain("Value:  tgw_7_...9fK2");
        BodyOf(mail).ShouldContain("Ends:   2031-06-16 12:30 UTC");
        BodyOf(mail).ShouldContain("Owner:  alice");
        mail.Headers[HeaderId.MessageId].ShouldBe("<0123abcd@gateway.example>");
    }

    [Fact]
    public void Mail_on_the_wire_has_lines_that_end_in_CRLF_and_nothing_else()
    {
        using var mail = Write(Content("token.created"));
        using var written = new MemoryStream();
        mail.WriteTo(new FormatOptions { NewLineFormat = NewLineFormat.Dos }, written);
        var text = System.Text.Encoding.ASCII.GetString(written.ToArray());

        text.ShouldNotContain("=0A");
        text.ShouldNotContain("=0D");
        text.Replace("\r\n", "", StringComparison.Ordinal).ShouldAllBe(one => one != '\r' && one != '\n');
        text.ShouldContain("\r\nOwner:  alice\r\n");
    }

    [Fact]
    public void Sender_in_a_domain_that_is_not_ASCII_is_written_in_ASCII()
    {
        using var mail = MailText.Write(Content("token.created"), new MailboxAddress("", "tokens@bücher.example"), new MailboxAddress("", "alice@example.com"), Moment);

        mail.MessageId.ShouldBe("0123abcd@xn--bcher-kva.example");
    }

    [Fact]
    public void End_that_comes_stands_in_the_subject()
    {
        using var mail = Write(Content("token.expiring"));

        mail.Subject.ShouldBe("Token 7 \"ci\" expires on 2031-06-16");
    }

    [Fact]
    public void Leak_lists_what_was_deactivated_with_the_token_a_line_each()
    {
        var content = Content("token.leaked");
        using var mail = Write(content with { AlsoDeactivated = [content.Token with { Id = "8", Name = "made\r\nBcc: mallory@example.com" }, content.Token with { Id = "9" }] });

        BodyOf(mail).ShouldContain("were deactivated with it:");
        BodyOf(mail).ReplaceLineEndings("\n").Split('\n').ShouldContain("  9 ci, tgw_7_...9fK2, owner alice");
        BodyOf(mail).ReplaceLineEndings("\n").Split('\n').ShouldAllBe(line => !line.StartsWith("Bcc", StringComparison.Ordinal));
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

        mail.Subject.ShouldNotBeNull().ShouldContain("Bcc: mallory@example.com");
        mail.Subject!.ShouldAllBe(one => !char.IsControl(one) && one != '\u2028');
        mail.Headers.Select(one => one.Field).ShouldBe(["From", "To", "Subject", "Date", "Message-Id", "Auto-Submitted"], ignoreOrder: true);
        BodyOf(mail).Split("\r\n").ShouldAllBe(line => !line.StartsWith("Bcc", StringComparison.Ordinal));
        BodyOf(mail).Replace("\r\n", "", StringComparison.Ordinal).ShouldAllBe(one => !char.IsControl(one) && one != '\u2028');
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
    [InlineData("alice@example.com (the one)", false)]
    [InlineData("\"a\r\nRCPT TO:<mallory@example.com>\"@example.com", false)]
    [InlineData("alice@", false)]
    public void Address_is_one_address_and_nothing_besides(string? text, bool isAddress)
    {
        MailText.TryReadAddress(text, out var address).ShouldBe(isAddress);

        address?.Address.ShouldBe(text);
    }

    private static MimeMessage Write(NoticeContent content) => MailText.Write(
        content, new MailboxAddress("", "tokens@gateway.example"), new MailboxAddress("", "alice@example.com"), Moment);

    // As it is encoded: the reader of text makes every end of a line that of this system.
    private static string BodyOf(MimeMessage mail)
    {
        using var decoded = new MemoryStream();
        mail.Body.ShouldBeOfType<TextPart>().Content.ShouldNotBeNull().DecodeTo(decoded);
        return System.Text.Encoding.UTF8.GetString(decoded.ToArray());
    }

    private static NoticeContent Content(string type) => new()
    {
        Id = "0123abcd",
        Type = type,
        At = Moment,
        Token = new NoticeToken { Id = "7", Name = "ci", Owner = "alice", Realm = "default", Hint = "tgw_7_...9fK2", ExpiresAt = Moment.AddDays(30) },
    };
}
