using System.Globalization;
using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Organisations.Conditions;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Events;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Organisations.ApiSubscriptions;

/// <summary>Every hour: tells organisations that newer conditions of a product wait for their acceptance, by mail and event, in the steps of the portal's conditions.</summary>
internal sealed class ProductConditionReminders(Writes writes, ApiProductStore products, SubscriptionMails mails, RowWork rows, TimeProvider time)
{
    /// <summary>Name of the work.</summary>
    public const string Name = "conditions of products";

    /// <summary>Does what is due.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var (catalogue, waiting, told) = await writes.RunAsync(Actor.System, requestId: null, async write => (
            (await products.ListAsync(write)).ToDictionary(product => product.RightCode, StringComparer.Ordinal),
            await ProductRights.WaitingAsync(write),
            (await write.Connection.QueryAsync<(Guid, string, int, string)>(write.Sql("select tenant_id, product_code, version, step from organisations.api_condition_reminders"))).ToHashSet()), cancellation);
        foreach (var (tenant, code, dueAt) in waiting)
        {
            var (product, step) = (catalogue[code], ConditionReminders.StepOf(dueAt - time.GetUtcNow().UtcDateTime));
            if (!told.Contains((tenant, product.Code, product.ConditionsVersion, step)))
                await rows.TryAsync(Name, tenant, () => writes.RunAsync(Actor.System, requestId: null, write => RemindAsync(write, tenant, product, step, dueAt), cancellation), cancellation);
        }
    }

    private async Task<bool> RemindAsync(WriteScope write, Guid tenant, ApiProductRow product, string step, DateTime dueAt)
    {
        var isNew = await write.Connection.ExecuteAsync(write.Sql("""
            insert into organisations.api_condition_reminders (tenant_id, product_code, version, step) values (@tenant, @Code, @ConditionsVersion, @step) on conflict do nothing
            """, new { tenant, product.Code, product.ConditionsVersion, step })) > 0;
        if (!isNew)
            return false;
        if (!await mails.ConditionsAsync(write, tenant, product, step, dueAt))
        {
            // Who becomes the representative later is reminded then.
            await write.Connection.ExecuteAsync(write.Sql(
                "delete from organisations.api_condition_reminders where tenant_id = @tenant and product_code = @Code and version = @ConditionsVersion and step = @step",
                new { tenant, product.Code, product.ConditionsVersion, step }));
            return false;
        }

        await Events.AddAsync(write, tenant, "organisations.apiSubscription.conditionsDue", "/portal/v1/api-subscriptions/" + product.Code, new Dictionary<string, string?>
        {
            ["product"] = product.Code,
            ["version"] = product.ConditionsVersion.ToString(CultureInfo.InvariantCulture),
            ["step"] = step,
            ["dueAt"] = dueAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        });
        return true;
    }
}
