using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Tokens;

public sealed class RecoverableSecretsTests
{
    private const string Value = "tgw_7_the-value";

    private static readonly TokenId Seven = TokenId.Stored(7);
    private static readonly RecoveryKey First = KeyOf(1);
    private static readonly RecoveryKey Second = KeyOf(2);

    [Fact]
    public void What_is_kept_opens_again_and_does_not_show_the_value()
    {
        var kept = new RecoverableSecrets([First], null).Keep(Seven, Value);

        new RecoverableSecrets([First], null).Open(Seven, kept).ShouldBe(Value);
        System.Text.Encoding.Latin1.GetString(kept.Cipher.Span).ShouldNotContain("value");
        kept.KeyId.ShouldBe(First.Id);
        kept.Digest.ShouldBe(TokenDigest.Of(Value));
    }

    [Fact]
    public void Same_value_is_never_kept_alike() =>
        new RecoverableSecrets([First], null).Keep(Seven, Value).Cipher.ToArray().ShouldNotBe(new RecoverableSecrets([First], null).Keep(Seven, Value).Cipher.ToArray());

    [Fact]
    public void An_older_key_opens_what_was_kept_under_it_and_new_values_get_the_first()
    {
        var old = new RecoverableSecrets([First], null).Keep(Seven, Value);
        var vault = new RecoverableSecrets([Second, First], null);

        vault.Open(Seven, old).ShouldBe(Value);
        vault.Keep(Seven, Value).KeyId.ShouldBe(Second.Id);
        new RecoverableSecrets([Second], null).Open(Seven, old).ShouldBeNull();
    }

    [Fact]
    public void What_is_kept_of_one_token_does_not_open_as_anothers()
    {
        var vault = new RecoverableSecrets([First], null);

        vault.Open(TokenId.Stored(8), vault.Keep(Seven, Value)).ShouldBeNull();
    }

    [Fact]
    public void Digest_is_authenticated()
    {
        var vault = new RecoverableSecrets([First], null);

        vault.Open(Seven, vault.Keep(Seven, Value) with { Digest = TokenDigest.Of("another") }).ShouldBeNull();
    }

    [Fact]
    public void Every_altered_byte_is_noticed()
    {
        var vault = new RecoverableSecrets([First], null);
        var kept = vault.Keep(Seven, Value);
        for (var i = 0; i < kept.Cipher.Length; i++)
        {
            var altered = kept.Cipher.ToArray();
            altered[i] ^= 1;
            vault.Open(Seven, kept with { Cipher = altered }).ShouldBeNull();
        }

        vault.Open(Seven, kept with { Cipher = new byte[5] }).ShouldBeNull();
    }

    [Fact]
    public void Another_key_under_the_same_id_does_not_open() =>
        new RecoverableSecrets([Second], null).Open(Seven, new RecoverableSecrets([First], null).Keep(Seven, Value) with { KeyId = Second.Id }).ShouldBeNull();

    [Fact]
    public void Under_a_pepper_the_plain_digest_is_not_kept()
    {
        var pepper = new Pepper([new PepperKey("p", new byte[32])], isRequired: false);
        var vault = new RecoverableSecrets([First], pepper);

        var kept = vault.Keep(Seven, Value);

        kept.Digest.ShouldBe(pepper.Current(TokenDigest.Of(Value)));
        vault.Open(Seven, kept).ShouldBe(Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Key_has_thirty_two_bytes(int length) => Should.Throw<ArgumentException>(() => new RecoveryKey(new byte[length]));

    private static RecoveryKey KeyOf(byte fill) => new(Enumerable.Repeat(fill, 32).ToArray());
}
