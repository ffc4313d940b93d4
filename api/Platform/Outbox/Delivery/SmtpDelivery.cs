using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Outbox.Delivery;

/// <summary>Hands mails to a mail server (SMTP with STARTTLS and AUTH).</summary>
internal sealed class SmtpDelivery(IOptions<MailOptions> options) : IDelivery
{
    /// <summary>Time that one mail may take.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>True if a server is set.</summary>
    public bool IsSet => options.Value.Host is { Length: > 0 };

    public async Task DeliverAsync(OutboxRow row, MessageContent content, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        using var message = Compose(row, content);
        using var client = Connect();
        try
        {
            // The second wait is for a client that does not hear the token, such as one that is being connected.
            await client.SendMailAsync(message, limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new DeliveryException("timeout", "The mail server took too long.", isFinal: false, e);
        }
        catch (SmtpFailedRecipientException e)
        {
            throw new DeliveryException($"smtp {(int)e.StatusCode}", e.Message, isFinal: (int)e.StatusCode >= 500, e);
        }
        catch (SmtpException e)
        {
            throw new DeliveryException($"smtp {(int)e.StatusCode}", $"{e.Message} {e.InnerException?.Message}", isFinal: false, e);
        }
    }

    private SmtpClient Connect()
    {
        var mail = options.Value;
        return new SmtpClient(mail.Host, mail.Port)
        {
            EnableSsl = mail.StartTls,
            UseDefaultCredentials = false,
            Credentials = mail.UserName is { Length: > 0 } user ? new NetworkCredential(user, mail.Secret) : null,
        };
    }

    private MailMessage Compose(OutboxRow row, MessageContent content)
    {
        var from = new MailAddress(options.Value.From!, options.Value.FromName, Encoding.UTF8);
        var message = new MailMessage(from, new MailAddress(row.Recipient))
        {
            Subject = content.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        // The same for all attempts: a mail that comes twice is one mail.
        message.Headers.Add("Message-ID", $"<{row.Id}@{from.Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("Content-Language", row.Language);
        message.AlternateViews.Add(View(content.Text, MediaTypeNames.Text.Plain));
        if (content.Html is { } html)
            message.AlternateViews.Add(View(html, MediaTypeNames.Text.Html));
        return message;
    }

    private static AlternateView View(string text, string mediaType)
    {
        var view = AlternateView.CreateAlternateViewFromString(text.ReplaceLineEndings("\r\n"), Encoding.UTF8, mediaType);
        view.TransferEncoding = TransferEncoding.QuotedPrintable;
        return view;
    }
}
