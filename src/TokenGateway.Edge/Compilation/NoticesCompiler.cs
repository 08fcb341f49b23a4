using System.Collections.Immutable;
using System.Text;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Notices;

namespace TokenGateway.Edge.Compilation;

/// <summary>Compiles the section of notices and reads its secrets.</summary>
internal sealed class NoticesCompiler(CompilerContext context)
{
    public NoticeOptions Compile(NoticesConfig written) => new()
    {
        LeadTimes = [.. written.LeadTimes.Distinct().OrderDescending()],
        ToAdministrators = written.ToAdministrators,
        ExpiresHeader = written.ExpiresHeader,
        Smtp = written.Smtp.Host is null ? null : Compile(written.Smtp),
        Webhook = written.Webhook.Url is null ? null : Compile(written.Webhook),
    };

    private SmtpOptions Compile(SmtpConfig smtp) => new(smtp.Host!, smtp.From ?? "")
    {
        Port = smtp.Port,
        Encryption = SmtpOptions.EncryptionFor(smtp.Port, smtp.StartTls),
        User = smtp.User,
        Password = smtp.Password ?? Read(smtp.PasswordFile, ConfigPath.Join(smtp.Path, "PasswordFile")),
    };

    private WebhookOptions? Compile(WebhookConfig webhook)
    {
        var file = ConfigPath.Join(webhook.Path, "SecretFile");
        if ((webhook.Secret ?? Read(webhook.SecretFile, file)) is not { } text || !Uri.TryCreate(webhook.Url, UriKind.Absolute, out var url))
            return null;
        var secret = Encoding.UTF8.GetBytes(text).ToImmutableArray();
        if (secret.Length < WebhookOptions.MinSecretLength)
            context.Errors.Add(webhook.Secret is null ? file : ConfigPath.Join(webhook.Path, "Secret"), $"at least {WebhookOptions.MinSecretLength} bytes are expected, as `openssl rand -hex 32` prints them");
        return new WebhookOptions(url, secret) { DangerousAllowPrivate = webhook.DangerousAllowPrivate };
    }

    private string? Read(string? file, string path) => file is null ? null : SecretFile.Read(file, path, context.BaseFolder, context.Errors);
}
