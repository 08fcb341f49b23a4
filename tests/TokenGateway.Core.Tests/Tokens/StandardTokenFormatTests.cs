using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Tokens;

public sealed partial class StandardTokenFormatTests
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly StandardTokenFormat Format = new("tgw");

    [Fact]
    public void Created_value_has_prefix_id_43_secret_and_6_checksum_characters() =>
        Shape().IsMatch(Format.Create(42)).ShouldBeTrue();

    [Theory]
    [InlineData(1)]
    [InlineData(9_999)]
    [InlineData(long.MaxValue)]
    public void Created_value_reads_back_its_id(long id)
    {
        var value = Format.Create(id);
        Format.IsValid(value).ShouldBeTrue();
        Format.TryReadId(value, out var read).ShouldBeTrue();
        read.ShouldBe(id);
    }

    [Fact]
    public void Created_values_round_trip_for_every_prefix_and_id()
    {
        var prefixes = Gen.Elements("ab", "tgw", "a1", "gcore0123456789z").ToArbitrary();
        Prop.ForAll(prefixes, ArbMap.Default.ArbFor<PositiveInt>(), (prefix, id) =>
        {
            var format = new StandardTokenFormat(prefix);
            var value = format.Create(id.Get);
            return value.StartsWith($"{prefix}_{id.Get}_", StringComparison.Ordinal)
                && format.IsValid(value) && format.IsIn(value) && format.BeginsLikeOurs(value)
                && format.TryReadId(value, out var read) && read == id.Get;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Created_values_end_in_the_crc32_of_what_precedes()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<PositiveInt>(), id =>
        {
            var value = Format.Create(id.Get);
            return value[^6..] == BitwiseChecksum.Of(value[..^6]);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Crc32_of_the_test_itself_gives_the_published_check_value() =>
        BitwiseChecksum.Crc32("123456789").ShouldBe(0xCBF43926u);

    [Fact]
    public void Known_vector_is_valid() => Format.IsValid(The.Value).ShouldBeTrue();

    [Fact]
    public void Created_values_never_repeat_and_use_the_whole_alphabet()
    {
        var secrets = Enumerable.Range(0, 1000).Select(_ => Format.Create(1)["tgw_1_".Length..^6]).ToList();
        secrets.Distinct().Count().ShouldBe(1000);
        Alphabet.Except(secrets.SelectMany(secret => secret)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Create_for_an_id_below_1_throws(long id) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Format.Create(id));

    [Fact]
    public void Each_changed_character_is_detected()
    {
        for (var at = 0; at < The.Value.Length; at++)
        {
            foreach (var other in Alphabet.Append('_').Append('-').Append('\u00e9').Where(c => c != The.Value[at]))
            {
                var changed = The.Value.Remove(at, 1).Insert(at, other.ToString());
                Format.IsValid(changed).ShouldBeFalse(changed);
            }
        }
    }

    [Fact]
    public void Each_transposition_of_two_characters_is_detected()
    {
        for (var one = 0; one < The.Value.Length; one++)
        {
            for (var other = one + 1; other < The.Value.Length; other++)
            {
                if (The.Value[one] == The.Value[other])
                    continue;
                var swapped = The.Value.ToCharArray();
                (swapped[one], swapped[other]) = (swapped[other], swapped[one]);
                Format.IsValid(swapped).ShouldBeFalse(new string(swapped));
            }
        }
    }

    [Fact]
    public void Each_missing_or_doubled_character_is_detected()
    {
        for (var at = 0; at < The.Value.Length; at++)
        {
            Format.IsValid(The.Value.Remove(at, 1)).ShouldBeFalse($"without {at}");
            Format.IsValid(The.Value.Insert(at, The.Value[at].ToString())).ShouldBeFalse($"doubled {at}");
        }
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("tgw", false)]
    [InlineData("tgw_", false)]
    [InlineData("tgw_7", false)]
    [InlineData("tgw__", false)]
    [InlineData("tgw_x_", false)]
    [InlineData("tgw_0_", false)]
    [InlineData("tgw_07_", false)]
    [InlineData("tgw_-7_", false)]
    [InlineData("TGW_7_", false)]
    [InlineData(" tgw_7_", false)]
    [InlineData("other_7_", false)]
    [InlineData("tgw_12345678901234567890_", false)]
    [InlineData("tgw_7_", true)]
    [InlineData("tgw_7_short", true)]
    [InlineData("tgw_9223372036854775807_", true)]
    public void BeginsLikeOurs_wants_the_prefix_a_number_and_an_underscore(string text, bool expected) =>
        Format.BeginsLikeOurs(text).ShouldBe(expected);

    [Theory]
    [InlineData("https://api.example.com/orders?api_token={0}&page=2")]
    [InlineData("https://user:{0}@example.com/")]
    [InlineData("Bearer {0}")]
    [InlineData("tgw_{0}")]
    [InlineData("tgw_7_tgw_7_{0}xyz")]
    [InlineData("\u00e9{0}\u00e9")]
    [InlineData("{0}")]
    public void IsIn_finds_a_value_inside_other_text(string around) =>
        Format.IsIn(around.Replace("{0}", The.Value, StringComparison.Ordinal)).ShouldBeTrue();

    [Fact]
    public void IsIn_finds_a_value_inside_any_text() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<string>(), (before, after) =>
            Format.IsIn(before + The.Value + after)).QuickCheckThrowOnFailure();

    [Fact]
    public void IsIn_ignores_values_that_are_cut_short_or_altered()
    {
        Format.IsIn($"/orders?api_token={The.Value[..^1]}").ShouldBeFalse();
        Format.IsIn($"/orders?api_token={The.Value[..^1]}A&page=2").ShouldBeFalse();
        Format.IsIn($"/orders?api_token={The.Value[1..]}").ShouldBeFalse();
        Format.IsIn("").ShouldBeFalse();
    }

    [Fact]
    public void IsValid_wants_the_value_alone()
    {
        Format.IsValid(The.Value + "A").ShouldBeFalse();
        Format.IsValid(" " + The.Value).ShouldBeFalse();
        Format.IsValid(The.Value + "\n").ShouldBeFalse();
        Format.IsValid("").ShouldBeFalse();
    }

    [Fact]
    public void Value_of_another_prefix_is_not_ours()
    {
        var value = new StandardTokenFormat("tgx").Create(7);
        Format.IsValid(value).ShouldBeFalse();
        Format.IsIn(value).ShouldBeFalse();
        Format.BeginsLikeOurs(value).ShouldBeFalse();
    }

    [Fact]
    public void TryReadId_of_an_invalid_value_gives_nothing()
    {
        Format.TryReadId(The.Value[..^1] + "A", out var id).ShouldBeFalse();
        id.ShouldBe(0);
    }

    [Theory]
    [InlineData("tg", true)]
    [InlineData("a234567890123456", true)]
    [InlineData("t0", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("t", false)]
    [InlineData("a2345678901234567", false)]
    [InlineData("0tgw", false)]
    [InlineData("Tgw", false)]
    [InlineData("tg_w", false)]
    [InlineData("tg-w", false)]
    [InlineData("tgw\n", false)]
    [InlineData("tgw\u00e9", false)]
    public void Prefix_is_2_to_16_lower_case_letters_and_digits_a_letter_first(string? prefix, bool expected)
    {
        StandardTokenFormat.IsPrefix(prefix).ShouldBe(expected);
        if (!expected)
            Should.Throw<ArgumentException>(() => new StandardTokenFormat(prefix!));
    }

    [Fact]
    public void Hint_shows_prefix_id_and_the_last_four() => Format.Hint(The.Value).ShouldBe("tgw_7_...cpTB");

    [Fact]
    public void Hint_is_never_enough_to_use_the_token()
    {
        var hint = Format.Hint(The.Value);
        Format.IsValid(hint).ShouldBeFalse();
        Format.IsIn(hint).ShouldBeFalse();

        // Its tail lies within the checksum: not one character of the secret is shown.
        var tail = hint[(hint.LastIndexOf('.') + 1)..];
        tail.Length.ShouldBeLessThan(StandardTokenFormat.ChecksumLength);
        The.Value.ShouldEndWith(tail);
        hint.Length.ShouldBe("tgw_7_".Length + "...".Length + tail.Length);
    }

    [GeneratedRegex("^tgw_42_[0-9A-Za-z]{43}[0-9A-Za-z]{6}\\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
