using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Outbox.Delivery;
using Aos.Api.Platform.Outbox.Inbox;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Outbox;

/// <summary>Mail and SMS.</summary>
internal static class OutboxModule
{
    public static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        SmsDelivery.AddClient(services);
        return services
            .AddMessages()
            .AddSingleton<OutboxStore>()
            .AddSingleton<SmtpDelivery>()
            .AddSingleton<SmsDelivery>()
            .AddSingleton<InboxDelivery>()
            .AddSingleton<Deliveries>()
            .AddHostedService<OutboxWorker>()
            .AddSingleton(new RecurringWork("sweep-outbox", (provider, cancellation) => provider.GetRequiredService<OutboxStore>().SweepAsync(cancellation)))
            .AddSingleton(new RecurringWork("sweep-sandbox-inbox", (provider, cancellation) => provider.GetRequiredService<InboxDelivery>().SweepAsync(cancellation)));
    }

    /// <summary>What is needed to write messages: also for commands, whose messages a server delivers.</summary>
    public static IServiceCollection AddMessages(this IServiceCollection services)
    {
        services.AddOptions<OutboxOptions>().BindConfiguration("Outbox");
        services.AddOptions<MailOptions>().BindConfiguration("Mail").ValidateOnStart();
        services.AddOptions<SmsOptions>().BindConfiguration("Sms").ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<MailOptions>, DeliveryOptionsCheck>()
            .AddSingleton<IValidateOptions<SmsOptions>, DeliveryOptionsCheck>()
            .AddSingleton<OutboxSignal>()
            .AddSingleton<Messages>();
    }
}
