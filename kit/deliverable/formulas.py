"""The formula of each rule, as a spreadsheet writes it.

The twin of the sentences ``analysis.formula.<rule>``: same rules, same terms between braces
(each a cell). Besides its terms a formula may name ``sum`` (the figures a total adds up),
``amounts`` (its terms in euros, added up), ``guess`` and the ``cash_…`` ranges of
kit.deliverable.cash_layout. Plain functions only, known to every spreadsheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FORMULAS: Mapping[str, str] = MappingProxyType(
    {
        "pain_hours": "{times}*{minutes}/60",
        "pain_hours_monthly": "{times}*{minutes}/60",
        "hours_month": "{volume}*{minutes}/60",
        "hours_year": "{hours_month}*12",
        "cost_year": "{hours_year}*{hourly_cost}",
        "role_share": "{hours_year}/({yearly_hours}*{headcount})",
        "score": "{weight_impact}*{impact}+{weight_effort}*{effort}+{weight_risk}*{risk}",
        "gain_hours": "{volume}*{times}*({before}-{after})/60",
        "gain_hours_monthly": "{volume}*{times}*({before}-{after})/60",
        "gain_hours_per": "{times}*({before}-{after})/60",
        "gain_hours_per_each": "{volume}*{times}*({before}-{after})/60",
        "gain_hours_rate": "{volume}*{times}*{before}*{rate}/60",
        "gain_hours_rate_monthly": "{volume}*{times}*{before}*{rate}/60",
        "gain_hours_rate_per": "{times}*{before}*{rate}/60",
        "gain_hours_rate_per_each": "{volume}*{times}*{before}*{rate}/60",
        "gain_value": "{hours}*{hourly_cost}",
        "gain_value_reuse": "{hours}*{hourly_cost}*{reuse}",
        "gain_errors": "{volume}*{times}*({error_before}-{error_after})*{unit_value}",
        "gain_errors_reuse": (
            "{volume}*{times}*({error_before}-{error_after})*{unit_value}*{reuse}"
        ),
        "gain_errors_monthly": "{volume}*{times}*({error_before}-{error_after})*{unit_value}",
        "gain_errors_monthly_reuse": (
            "{volume}*{times}*({error_before}-{error_after})*{unit_value}*{reuse}"
        ),
        "gain_revenue": "{volume}*{times}*{rate}*{unit_value}*{margin_rate}",
        "gain_revenue_reuse": "{volume}*{times}*{rate}*{unit_value}*{margin_rate}*{reuse}",
        "gain_revenue_monthly": "{volume}*{times}*{rate}*{unit_value}*{margin_rate}",
        "gain_revenue_monthly_reuse": "{volume}*{times}*{rate}*{unit_value}*{margin_rate}*{reuse}",
        "gain_units": "{volume}*{times}*{rate}*{unit_value}",
        "gain_units_reuse": "{volume}*{times}*{rate}*{unit_value}*{reuse}",
        "gain_units_monthly": "{volume}*{times}*{rate}*{unit_value}",
        "gain_units_monthly_reuse": "{volume}*{times}*{rate}*{unit_value}*{reuse}",
        "cost_once": "{quantity}*{unit_price}",
        "cost_month": "{quantity}*{unit_price}",
        "cost_year_line": "{quantity}*{unit_price}/12",
        "cost_bought": "{quantity}*{unit_price}",
        "cost_once_months": "{quantity}*{unit_price}*{months}",
        "cost_month_months": "{quantity}*{unit_price}*{months}",
        "cost_year_months": "{quantity}*{unit_price}*{months}/12",
        "cost_once_users": "{quantity}*{unit_price}*{users}",
        "cost_month_users": "{quantity}*{unit_price}*{users}",
        "cost_year_users": "{quantity}*{unit_price}*{users}/12",
        "cost_bought_users": "{quantity}*{unit_price}*{users}",
        "cost_once_users_months": "{quantity}*{unit_price}*{users}*{months}",
        "cost_month_users_months": "{quantity}*{unit_price}*{users}*{months}",
        "cost_year_users_months": "{quantity}*{unit_price}*{users}*{months}/12",
        "cost_once_days": "{client_days}*{day_rate}",
        "cost_year_days": "{client_days}*{day_rate}/12",
        "cost_once_staff": "{bought}+{client_days}*{day_rate}",
        "cost_year_staff": "({bought}+{client_days}*{day_rate})/12",
        "contingency": "{rate}*{sum}",
        "flow_row": "{amounts}",
        "flow_once": "{initial}",
        "flow_month": "({amounts})/{years}/12",
        "flow_dated": "{amount}",
        "sum_hours": "{sum}",
        "sum_gains": "{sum}",
        "sum_recurring": "{sum}",
        "sum_once": "{sum}",
        "sum_contingency": "{sum}",
        "budget_total": "{subtotal}+{contingency}",
        "net_month": "{gross}-{costs}",
        "gain_first_year": "SUM({cash_gains_year})",
        "gain_first_year_flows": "SUM({cash_gains_year})",
        "cost_first_year": "SUM({cash_costs_year})",
        "cost_first_year_flows": "SUM({cash_costs_year})",
        "roi": "({gains}-{costs})/{costs}",
        "horizon_gain": "SUM({cash_gains})",
        "horizon_cost": "SUM({cash_costs})",
        "horizon_net": "{gains}-{costs}",
        "payback_month": 'COUNTIF({cash_lowest},"<0")',
        "payback_flows": 'COUNTIF({cash_lowest},"<0")',
        "npv_year_end": "SUM({cash_present})",
        "irr_year_end": "(1+IRR({cash_counted},{guess}))^12-1",
        "npv_monthly": "SUM({cash_present})",
        "irr_monthly": "(1+IRR({cash_counted},{guess}))^12-1",
        "npv_by_date": "SUM({cash_present})",
        "irr_by_date": "XIRR({cash_counted},{cash_dates},{guess})",
        "corrected_line": "{amount}*{factor}",
        "pool_freed": "{sum}*12",
        "pool_hours": "{yearly_hours}*{headcount}",
        "pool_bound": "({today}-{target})*{times}*12*{people}",
        "pool_bounds": "{sum}",
        "pool_least": "{freed}",
        "pool_least_pool": "MIN({freed},{pool})",
        "pool_least_bound": "MIN({freed},{bound})",
        "pool_least_pool_bound": "MIN({freed},{pool},{bound})",
        "pool_share": "{freed}/{pool}",
        "upkeep_hours": "{count}*{hours}",
        "upkeep_cost": "{hours}*{hourly_cost}",
        "upkeep_horizon": "{cost}*{months}",
        "sum_upkeep": "{sum}",
        "horizon_lines": "{cash_sum}",
        "class_year": "0",
        "class_horizon": "0",
        "class_year_whole": "12*{whole}",
        "class_year_partly": "12*{partly}*{reuse}",
        "class_year_whole_partly": "12*({whole}+{partly}*{reuse})",
        "class_horizon_whole": "{whole}",
        "class_horizon_partly": "{partly}*{reuse}",
        "class_horizon_whole_partly": "({whole}+{partly}*{reuse})",
        "sum_classes": "{sum}",
        "step_cost": "{costs}+{upkeep}",
        "step_cost_alone": "{costs}",
        "break_even_share": "{costs}*(1+{target})/{gains}",
        "break_even_set_up": "{gains}/(1+{target})-({costs}-{once})",
        "break_even_set_up_spread": (
            "{once}*({gains}/(1+{target})-({costs}-{once_paid}))/{once_paid}"
        ),
        "payback_share": (
            'SUMIF({cash_heads},"<="&{month},{cash_costs_all})/SUMIF({cash_heads},'
            '"<="&{month},{cash_gains_all})'
        ),
        "payback_set_up": (
            'SUMIF({cash_heads},"<="&{month},{cash_gains_all})-(SUMIF({cash_heads},'
            '"<="&{month},{cash_costs_all})-{once})'
        ),
        "payback_set_up_spread": (
            '{once}*(SUMIF({cash_heads},"<="&{month},{cash_gains_all})-(SUMIF({cash_heads},'
            '"<="&{month},{cash_costs_all})-{once_paid}))/{once_paid}'
        ),
        "option_stated": "{amount}",
        "option_net": "({gain}-{run})*{months}/12-{set_up}",
        "option_cost": "({set_up_low}+{set_up_high})/2+({run_low}+{run_high})/2*{months}/12",
        "option_gain": "({gain_low}+{gain_high})/2*{months}/12",
        "option_set_up_low": (
            "MIN(SUMPRODUCT({costs_once},{costs_worst}),SUMPRODUCT({costs_once},{costs_best}))"
        ),
        "option_set_up_high": (
            "MAX(SUMPRODUCT({costs_once},{costs_worst}),SUMPRODUCT({costs_once},{costs_best}))"
        ),
        "option_run_year_low": (
            "12*MIN(SUMPRODUCT({costs_month},{costs_worst}),SUMPRODUCT({costs_month},{costs_best}))"
        ),
        "option_run_year_high": (
            "12*MAX(SUMPRODUCT({costs_month},{costs_worst}),SUMPRODUCT({costs_month},{costs_best}))"
        ),
        "option_gain_year_low": (
            "12*MIN(SUMPRODUCT({gains_month},{gains_worst}),SUMPRODUCT({gains_month},{gains_best}))"
        ),
        "option_gain_year_high": (
            "12*MAX(SUMPRODUCT({gains_month},{gains_worst}),SUMPRODUCT({gains_month},{gains_best}))"
        ),
        "option_lines_low": (
            "SUMPRODUCT({gains_total},{gains_worst})-SUMPRODUCT({costs_total},{costs_worst})"
        ),
        "option_lines_high": (
            "SUMPRODUCT({gains_total},{gains_best})-SUMPRODUCT({costs_total},{costs_best})"
        ),
        "option_lines_cost": "SUM({costs_total})",
        "option_lines_gain": "SUM({gains_total})",
        "option_beside": "{own}-{cheaper}",
        "option_return": "{net}/{cost}",
        "lowest": "MIN({cash_cumulated_horizon})",
        "corrected_hours": "{hours}*{factor}",
    }
)
